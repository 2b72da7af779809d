"""Pyodide's files, from the npm package that package-lock.json pins."""

import functools
import importlib.util
import json

from calc.fence.bundle import bytecode, cache, host
from calc.fence.bundle.errors import BundleError

FOLDER = cache.ROOT / "node_modules" / "pyodide"


def file(name: str) -> bytes:
    """The content of one of its files."""
    try:
        return (FOLDER / name).read_bytes()
    except FileNotFoundError:
        raise BundleError(
            f"node_modules/pyodide/{name} is missing; `npm ci` installs it."
        ) from None


@functools.cache
def identity() -> str:
    """A name for this Pyodide: what is made with it is made again with another one."""
    return cache.key(*map(file, ["pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]))


@functools.cache
def sources() -> dict[str, bytes]:
    """Its standard library, patched for the browser: path → source."""
    members = bytecode.unpacked(file("python_stdlib.zip"))
    return {path: content for path, content in members.items() if path.endswith(".py")}


def check_magic() -> None:
    """Make sure that this Python writes the bytecode that Pyodide reads, by asking Pyodide.

    Raises `BundleError` if it does not.
    """
    theirs = cache.kept(f"magic/{identity()}", _magic).decode()
    ours = importlib.util.MAGIC_NUMBER.hex()
    if ours != theirs:
        version = json.loads(file("pyodide-lock.json"))["info"]["python"]
        raise BundleError(
            f"Pyodide runs Python {version} and reads bytecode {theirs}; this Python writes {ours}."
            f" Build with the Python of .python-version."
        )


def _magic() -> bytes:
    probe = "import importlib.util\ndef magic(_): return importlib.util.MAGIC_NUMBER.hex()\n"
    asked = bytecode.archive({"probe.py": probe.encode()})
    return host.ask(file("python_stdlib.zip"), asked, "probe.magic", [""])[0].encode()
