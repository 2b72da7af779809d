"""Pyodide's standard library as bytecode: all modules, or those that answers need."""

import functools
import importlib.util
from collections.abc import Collection
from pathlib import Path

from calc import cache
from calc.snapshot import bytecode, npm, pyodide_abi, pyodide_in_node
from calc.snapshot.errors import BuildError

SITECUSTOMIZE = Path(__file__).with_name("sitecustomize.py")
SOURCES = cache.key_of_files(Path(bytecode.__file__))


def archive(modules: Collection[str]) -> bytes:
    """The modules of these names and sitecustomize. Raises `BuildError`."""
    members = {path: code for path, code in _all().items() if bytecode.module(path) in modules}
    return _with_sitecustomize(members)


def full() -> bytes:
    """Every module and sitecustomize. Raises `BuildError`."""
    return _with_sitecustomize(_all())


@functools.cache
def sources() -> dict[str, bytes]:
    """The standard library as source, with Pyodide's patches: path → source."""
    members = bytecode.unpacked(npm.file(pyodide_abi.STDLIB))
    return {path: content for path, content in members.items() if path.endswith(".py")}


def check_magic() -> None:
    """Ask Pyodide whether it reads the bytecode that this Python writes.

    Raises `BuildError` if it does not.
    """
    theirs = cache.get(f"magic/{pyodide_abi.identity()}", _magic).decode()
    ours = importlib.util.MAGIC_NUMBER.hex()
    if ours != theirs:
        raise BuildError(
            f"Pyodide runs Python {pyodide_abi.python()} and reads bytecode {theirs};"
            f" this Python writes {ours}. Build with the Python of .python-version."
        )


def _magic() -> bytes:
    source = b"import importlib.util\ndef magic(_): return importlib.util.MAGIC_NUMBER.hex()\n"
    package = bytecode.archive({"magic.py": source})
    [magic] = pyodide_in_node.run(npm.file(pyodide_abi.STDLIB), package, "magic.magic", [""])
    return magic.encode()


def _with_sitecustomize(members: dict[str, bytes]) -> bytes:
    source = SITECUSTOMIZE.read_bytes()
    key = f"sitecustomize/{cache.key(source, SOURCES)}"
    content = cache.get(key, lambda: _compile_sitecustomize(source))
    return bytecode.archive(members | bytecode.unpacked(content))


def _compile_sitecustomize(source: bytes) -> bytes:
    return bytecode.archive(bytecode.compiled({"sitecustomize.py": source}, bytecode.BARE))


def _all() -> dict[str, bytes]:
    return bytecode.unpacked(
        cache.get(f"stdlib/{cache.key(pyodide_abi.identity(), SOURCES)}", _compile)
    )


def _compile() -> bytes:
    check_magic()
    return bytecode.archive(bytecode.compiled(sources(), bytecode.BARE))
