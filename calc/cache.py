"""Results of earlier builds in `.cache/builds`, each named by a hash of what it was made from."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "builds"


def key(*parts: bytes | str) -> str:
    """The SHA-256 hash of the parts and their lengths."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "little"))
        digest.update(content)
    return digest.hexdigest()


def key_of_files(*paths: Path) -> str:
    """The key of the contents of files: for results that depend on the code that makes them."""
    return key(*(path.read_bytes() for path in paths))


def has(name: str) -> bool:
    """Whether a result is stored."""
    return (FOLDER / name).exists()


def get(name: str, make: Callable[[], bytes]) -> bytes:
    """The stored result of that name; if there is none, make it and store it."""
    try:
        return (FOLDER / name).read_bytes()
    except FileNotFoundError:
        content = make()
    put(name, content)
    return content


def put(name: str, content: bytes) -> None:
    """Store a result."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written elsewhere and renamed: a build at the same time never reads half a file.
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).replace(path)
