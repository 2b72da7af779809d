"""What a finished site needs to be served well: a security policy, headers, compressed copies.

    publish.write(Path("site"), url="https://example.org/llama/", name="…")

is what `python -m calc.publish` does, after the pages and the runtime are written. The same
site gives the same bytes. Nothing of it is needed while serving to an author.
"""

from collections.abc import Callable
from pathlib import Path

from calc.publish import bom, copies, headers, policy, scripts, servers


def write(
    folder: Path, *, url: str, name: str, say: Callable[[str], None] = lambda _: None
) -> None:
    """Make a built site ready for its readers, and write its bill of materials.

    `url` is where it will be, "" if that is not known; `name` is what it is called.
    Raises `PageError`.
    """
    scripts.write(folder)
    allowed = policy.write(folder)
    servers.write(folder, allowed, url=url)
    bom.write(folder, name=name)
    copies.write(folder, say)
    headers.write(folder, allowed)
