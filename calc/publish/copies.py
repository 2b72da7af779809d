"""A `.br` and a `.gz` beside every file that compresses, for servers that send them.

The runtime's files have theirs already. What did not change is taken from `.cache/bundle`.
"""

from collections.abc import Callable
from pathlib import Path

from calc.snapshot import compress
from calc.snapshot.manifest import File

COMPRESS = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
"""What else the site has is compressed by itself: pictures."""


def write(folder: Path, say: Callable[[str], None] = lambda _: None) -> None:
    """Write the copies that are not there."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in COMPRESS and not path.with_name(f"{path.name}.br").exists():
            file = File(name=path.name, content=path.read_bytes())
            for copy in compress.with_copies(file, say)[1:]:
                path.with_name(copy.name).write_bytes(copy.content)
