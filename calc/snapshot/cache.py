"""Results kept in `.cache/bundle`, named by what they were made from."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".cache" / "bundle"


def key(*parts: bytes | str) -> str:
    """A name for what follows from these parts."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "little"))
        digest.update(content)
    return digest.hexdigest()


def code(*paths: Path) -> str:
    """A name for the content of files, where the result depends on the code that makes it."""
    return key(*(path.read_bytes() for path in paths))


def has(name: str) -> bool:
    """Whether the result of that name is there."""
    return (FOLDER / name).exists()


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """The result of that name; made if it is not there."""
    try:
        return (FOLDER / name).read_bytes()
    except FileNotFoundError:
        content = make()
    keep(name, content)
    return content


def keep(name: str, content: bytes) -> None:
    """Put a result there."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two builds at the same time must not read each other's half-written files.
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).replace(path)
