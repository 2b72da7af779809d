"""Pyodide's standard library as bytecode: the whole of it, or the modules that are reached."""

import functools
import io
import zipfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from calc.fence.bundle import bytecode, cache, pyodide

PRELUDE = Path(__file__).with_name("prelude.py")


def archive(modules: Collection[str]) -> bytes:
    """The modules of that name and the prelude. Raises `BundleError`."""
    members = {path: code for path, code in _whole().items() if _module(path) in modules}
    return _with_prelude(members)


def whole() -> bytes:
    """Every module and the prelude. Raises `BundleError`."""
    return _with_prelude(_whole())


def _with_prelude(members: dict[str, bytes]) -> bytes:
    prelude = bytecode.compiled(PRELUDE.read_bytes(), "sitecustomize.py")
    return bytecode.archive(members | {"sitecustomize.pyc": prelude})


@functools.cache
def _whole() -> dict[str, bytes]:
    code = cache.code(Path(bytecode.__file__))
    content = cache.kept(f"library/{cache.key(pyodide.identity(), code)}", _compile)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {path: file.read(path) for path in file.namelist() if path[-1] != "/"}


def _compile() -> bytes:
    pyodide.check_magic()
    return bytecode.archive(
        {f"{path}c": bytecode.compiled(text, path) for path, text in pyodide.sources().items()}
    )


def _module(path: str) -> str:
    """json/__init__.pyc → json, json/decoder.pyc → json.decoder"""
    return ".".join(PurePosixPath(path).with_suffix("").parts).removesuffix(".__init__")
