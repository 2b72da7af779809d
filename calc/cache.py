"""What earlier builds made or fetched, in a folder of the user, not beside the package.

The environment variable CALC_CACHE names another folder. In it are `builds`, results named by a
hash of what they were made from, and one folder for each kind of thing that was fetched.
"""

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

log = logging.getLogger("mkdocs.plugins.calculators")
"""What a build says while it does what takes long."""

ROOT = Path(
    os.environ.get("CALC_CACHE")
    or platformdirs.user_cache_path("mkdocs-calculators", appauthor=False)
).absolute()
FOLDER = ROOT / "builds"

MAX_BYTES = 2 * 10**9
"""What `prune` leaves of the results at most."""


class CacheError(OSError):
    """Nothing can be kept; the message says where, why, and what to do."""


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
    """The stored result of that name; if there is none, make it and store it. Raises CacheError."""
    try:
        return (FOLDER / name).read_bytes()
    except FileNotFoundError:
        content = make()
    put(name, content)
    return content


def put(name: str, content: bytes) -> None:
    """Store a result. Raises CacheError."""
    path = FOLDER / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written elsewhere and renamed: a build at the same time never reads half a file.
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(path)
    except OSError as error:
        raise _unwritable(error) from error


def folder(name: str, fill: Callable[[Path], None], what: str) -> Path:
    """A folder of that name; if there is none, `fill` fetches `what` into it. Raises CacheError."""
    path = ROOT / name
    if path.exists():
        return path
    log.info("fetching %s, once …", what)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=path.parent))
    except OSError as error:
        raise _unwritable(error) from error
    try:
        fill(temporary)
        if not path.exists():  # another build may have been faster
            temporary.rename(path)
    except OSError:
        if not path.exists():
            raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return path


def prune(most: int = MAX_BYTES) -> None:
    """Delete the results that were used least recently, until the rest has at most `most` bytes."""
    files = [(path, path.stat()) for path in FOLDER.rglob("*") if path.is_file()]
    left = most
    for path, state in sorted(files, key=lambda each: -max(each[1].st_atime, each[1].st_mtime)):
        left -= state.st_size
        if left < 0:
            path.unlink(missing_ok=True)


def _unwritable(error: OSError) -> CacheError:
    return CacheError(
        f"Results of builds cannot be kept in {ROOT}: {error.strerror or error};"
        " the environment variable CALC_CACHE names another folder."
    )
