"""The npm packages that `lock/package-lock.json` pins.

Pyodide; esbuild, which joins the scripts; Binaryen, whose wasm-opt makes the interpreter smaller.

npm fetches them once into the cache, and checks each against its hash.
"""

import functools
import json
import platform
import shutil
from pathlib import Path

from calc import cache
from calc.snapshot import node
from calc.snapshot.errors import BuildError

LOCK = Path(__file__).with_name("lock")
"""The folder of package.json and package-lock.json."""
FILES = ("package.json", "package-lock.json")
NAMES = "Pyodide, esbuild and Binaryen"
FLAGS = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


def file(name: str, package: str = "pyodide") -> bytes:
    """The content of one of a package's files. Raises `BuildError` if it cannot be had."""
    path = folder() / package / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BuildError(
            f"{path} is missing; it comes again after you have deleted {folder().parent}."
        ) from None


def version(package: str) -> str:
    """The version of a package. Raises `BuildError` if it cannot be had."""
    found: str = json.loads(file("package.json", package))["version"]
    return found


def folder() -> Path:
    """The folder `node_modules` with the packages, fetched if need be. Raises `BuildError`."""
    # One of the packages is a program for one kind of machine.
    machine = f"{platform.system()} {platform.machine()}"
    return _folder(cache.key(cache.key_of_files(*(LOCK / name for name in FILES)), machine)[:16])


@functools.cache
def _folder(name: str) -> Path:
    return cache.folder(f"npm/{name}", _fetch, NAMES) / "node_modules"


def _fetch(into: Path) -> None:
    for name in FILES:
        shutil.copyfile(LOCK / name, into / name)
    run(into, "ci")


def run(into: Path, *arguments: str) -> None:
    """Run npm in a folder. Raises `BuildError` with what it says when it fails."""
    try:
        node.run_command([*node.npm(), *arguments, *FLAGS], into)
    except BuildError as error:
        raise BuildError(
            f"npm could not fetch {NAMES}, which the first build needs: {error}"
        ) from error
