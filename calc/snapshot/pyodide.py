"""Pyodide's Python: its library as source, and whether this Python's bytecode is its own."""

import functools
import importlib.util
import json

from calc import cache
from calc.snapshot import bytecode, host, npm
from calc.snapshot.errors import BundleError


@functools.cache
def sources() -> dict[str, bytes]:
    """Its standard library, patched for the browser: path → source."""
    members = bytecode.unpacked(npm.file("python_stdlib.zip"))
    return {path: content for path, content in members.items() if path.endswith(".py")}


def check_magic() -> None:
    """Make sure that this Python writes the bytecode that Pyodide reads, by asking Pyodide.

    Raises `BundleError` if it does not.
    """
    theirs = cache.get(f"magic/{npm.identity()}", _magic).decode()
    ours = importlib.util.MAGIC_NUMBER.hex()
    if ours != theirs:
        version = json.loads(npm.file("pyodide-lock.json"))["info"]["python"]
        raise BundleError(
            f"Pyodide runs Python {version} and reads bytecode {theirs}; this Python writes {ours}."
            f" Build with the Python of .python-version."
        )


def _magic() -> bytes:
    probe = "import importlib.util\ndef magic(_): return importlib.util.MAGIC_NUMBER.hex()\n"
    asked = bytecode.archive({"probe.py": probe.encode()})
    return host.started(npm.file("python_stdlib.zip"), asked, "probe.magic", [""])[0].encode()
