"""A `.br` and a `.gz` beside every file that compresses, for servers that send them.

`calc.snapshot` compresses, and has done so for the browser's files already.
"""

from collections.abc import Callable
from pathlib import Path

from calc.snapshot import compress
from calc.snapshot.manifest import File

COMPRESSIBLE = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
"""The endings of files that compress. Pictures are compressed files already."""


def write(folder: Path, say: Callable[[str], None] = lambda _: None) -> None:
    """Write the copies that do not exist yet; `say` receives steps that take long."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in COMPRESSIBLE and not path.with_name(f"{path.name}.br").exists():
            file = File(name=path.name, content=path.read_bytes())
            for copy in compress.with_copies(file, say)[1:]:
                path.with_name(copy.name).write_bytes(copy.content)
