"""Pyodide's standard library as bytecode: the whole of it, or the modules that are reached."""

from collections.abc import Collection
from pathlib import Path

from calc import cache
from calc.snapshot import bytecode, npm, pyodide

PRELUDE = Path(__file__).with_name("prelude.py")
CODE = cache.key_of_files(Path(bytecode.__file__))


def archive(modules: Collection[str]) -> bytes:
    """The modules of that name and the prelude. Raises `BundleError`."""
    members = {path: code for path, code in _whole().items() if bytecode.module(path) in modules}
    return _with_prelude(members)


def whole() -> bytes:
    """Every module and the prelude. Raises `BundleError`."""
    return _with_prelude(_whole())


def _with_prelude(members: dict[str, bytes]) -> bytes:
    source = PRELUDE.read_bytes()
    content = cache.get(f"prelude/{cache.key(source, CODE)}", lambda: _compile_prelude(source))
    return bytecode.archive(members | bytecode.unpacked(content))


def _compile_prelude(source: bytes) -> bytes:
    return bytecode.archive(bytecode.compiled({"sitecustomize.py": source}, bytecode.BARE))


def _whole() -> dict[str, bytes]:
    return bytecode.unpacked(cache.get(f"library/{cache.key(npm.identity(), CODE)}", _compile))


def _compile() -> bytes:
    pyodide.check_magic()
    return bytecode.archive(bytecode.compiled(pyodide.sources(), bytecode.BARE))
