"""What comes from the npm packages that package-lock.json pins: Pyodide's files."""

import functools
import json

from calc import cache
from calc.snapshot.errors import BuildError

FOLDER = cache.ROOT / "node_modules"


def file(name: str, package: str = "pyodide") -> bytes:
    """The content of one of a package's files. Raises `BuildError` if it is not there."""
    try:
        return (FOLDER / package / name).read_bytes()
    except FileNotFoundError:
        raise BuildError(
            f"node_modules/{package}/{name} is missing; `npm ci` installs it."
        ) from None


@functools.cache
def identity() -> str:
    """A name for this Pyodide: what is made with it is made again with another one."""
    return cache.key(*map(file, ["pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]))


def version(package: str) -> str:
    """Which version of a package there is. Raises `BuildError` if there is none."""
    found: str = json.loads(file("package.json", package))["version"]
    return found


def python() -> str:
    """The version of Python that Pyodide runs."""
    found: str = json.loads(file("pyodide-lock.json"))["info"]["python"]
    return found
