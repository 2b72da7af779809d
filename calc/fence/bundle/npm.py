"""Pyodide's files, from the npm package that package-lock.json pins."""

import functools

from calc.fence.bundle import cache
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
