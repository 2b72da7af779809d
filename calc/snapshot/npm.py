"""The files of the npm packages that package-lock.json pins, Pyodide's among them."""

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


def version(package: str) -> str:
    """The version of a package. Raises `BuildError` if it is not installed."""
    found: str = json.loads(file("package.json", package))["version"]
    return found
