"""The wheel in an environment of its own, as an author has it: outside of this checkout."""

import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import filelock

from tests.browser.built import ROOT

UV = ROOT / ".uv" / "bin" / "uv"
FOLDER = ROOT / ".cache" / "authors"
TOOLS = ("zensical", "pytest")
PIN = re.compile(r"^([a-z0-9.-]+==\S+)", re.MULTILINE)


@functools.cache
def python() -> Path:
    """The Python of an environment with the wheel and what it declares, and nothing else.

    The packages have the versions of our locks; which ones come is up to the wheel.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(FOLDER / "lock"):
        wheel = build_wheel()
        locks = ("requirements-dev.txt", "tests/verify/requirements.txt")
        pins = [pin for lock in locks for pin in PIN.findall((ROOT / lock).read_text("utf-8"))]
        constraints = "\n".join(dict.fromkeys(pins))
        name = hashlib.sha256(wheel.read_bytes() + constraints.encode()).hexdigest()[:16]
        environment = FOLDER / name
        program = environment / "bin" / "python"
        if not (environment / "ready").exists():
            shutil.rmtree(environment, ignore_errors=True)
            run(sys.executable, "-m", "venv", str(environment))
            (environment / "constraints.txt").write_text(constraints)
            constraint = ["--constraint", str(environment / "constraints.txt")]
            run(*installer(program), *constraint, str(wheel))
            # Not the wheel's: another generator, and what tests are run with.
            run(*installer(program), *constraint, *TOOLS)
            package = next(environment.glob("lib/python*/site-packages/calc"))
            run("chmod", "--recursive", "a-w", str(package))
            (environment / "ready").touch()
    return program


def build_wheel() -> Path:
    """The wheel of this checkout."""
    folder = FOLDER / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    run(*command, "--directory", str(folder), env=environment)
    [wheel] = folder.glob("*.whl")
    return wheel


def installer(program: Path) -> list[str]:
    if UV.exists():
        return [str(UV), "pip", "install", "--quiet", "--python", str(program)]
    return [sys.executable, "-m", "pip", "--python", str(program), "install", "--quiet"]


def run(*command: str, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr or done.stdout}"


def author(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What an author's command prints: `author(folder, "mkdocs", "build")`.

    Nothing of this checkout is on Python's path, and the cache of builds is shared with the tests.
    """
    own = {name: os.environ[name] for name in ("PATH", "HOME", "CALC_CACHE") if name in os.environ}
    return subprocess.run(
        [str(python()), "-m", *arguments],
        cwd=folder,
        env={**own, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
