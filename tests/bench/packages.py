"""What this site is compared with, from npm and PyPI, put into `.cache/bench/`.

Nothing of it is a dependency of the site: the lock files are this folder's own.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.browser.built import ROOT

HERE = Path(__file__).parent
CACHE_FOLDER = ROOT / ".cache" / "bench"
NPM = CACHE_FOLDER / "npm"
NODE_MODULES = NPM / "node_modules"
PYTHON = CACHE_FOLDER / "python"
WHEELS = CACHE_FOLDER / "wheels"

MANIFEST = ("package.json", "package-lock.json")

PYTHONS = (str(ROOT / ".uv/bin/python"), "python3", "python", sys.executable)
"""One of them has pip: the site's own environment is made by uv and has none."""


class PackageError(RuntimeError):
    """What the site is compared with cannot be had."""


def install() -> None:
    """Bring what the locks name, once for each state of them."""
    _install_npm()
    unpack(HERE / "requirements.txt", WHEELS, PYTHON, version="3.14")


def _install_npm() -> None:
    if _same(NPM / MANIFEST[1], HERE / MANIFEST[1]) and NODE_MODULES.is_dir():
        return
    NPM.mkdir(parents=True, exist_ok=True)
    for source in (*(HERE / name for name in MANIFEST), ROOT / ".npmrc"):
        shutil.copy(source, NPM / source.name)
    try:
        _run(["npm", "ci", "--loglevel=error"], NPM)
    except PackageError:
        (NPM / MANIFEST[1]).unlink()
        raise


def unpack(wanted: Path, wheels: Path, into: Path, *, version: str) -> None:
    """Wheels for a version of Python, by their lock, once for each state of it."""
    had = wheels / "requirements.txt"
    if _same(wanted, had):
        return
    for folder in (wheels, into):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _run([_pip(), *_download(wanted, wheels, version)], ROOT)
    for wheel in wheels.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(into)
    shutil.copy(wanted, had)


def _download(wanted: Path, wheels: Path, version: str) -> list[str]:
    options = "-m pip download --quiet --disable-pip-version-check --no-deps --require-hashes"
    return [*options.split(), f"--python-version={version}", "--only-binary=:all:",
            f"--dest={wheels}", f"--requirement={wanted}"]  # fmt: skip


def _pip() -> str:
    """A Python that has pip."""
    for python in PYTHONS:
        try:
            subprocess.run([python, "-m", "pip", "--version"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    raise PackageError(f"pip is in none of {', '.join(PYTHONS)}; use one of them with pip.")


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=os.environ
    )
    if done.returncode:
        told = (done.stderr or done.stdout).strip()
        raise PackageError(f"`{' '.join(command[:4])}` in {folder} did not work: {told}")
