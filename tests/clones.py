"""Copies of this project in other folders, built there as on a machine of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

NETWORK_GUARD = """
import socket

def refuse(*_):
    raise OSError("the network is off")

socket.socket.connect = socket.getaddrinfo = refuse
"""
"""Off for Python, where no kernel can take the network from a process."""


def clone(folder: Path) -> Path:
    """The project's files as they are now, and nothing that a command made."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    for name in filter(None, map(os.fsdecode, names)):
        if (ROOT / name).is_file():  # else it is deleted, and that is not committed yet
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)  # with its time, by which make goes
    return folder


def offline(environment: dict[str, str], folder: Path) -> list[str]:
    """What to put before a command, so that it has no network; else it is off for its Python."""
    unshare = ["unshare", "--net", "--map-root-user"]
    if shutil.which("unshare") and works([*unshare, "true"]):
        return unshare
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(NETWORK_GUARD)
    environment["PYTHONPATH"] = str(folder)
    return []


def works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def build(folder: Path, *, network: bool = True, **environment: str) -> subprocess.Popen[str]:
    """Begin to build the site of a clone, as `make build` does, with these variables set.

    CALC_CACHE among them is a folder for results of its own; else it shares those of the tests.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    own |= environment
    before = [] if network else offline(own, folder.with_name(f"{folder.name}-guard"))
    return subprocess.Popen(
        [*before, sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finished(build: subprocess.Popen[str]) -> None:
    """Wait for its end, which is a good one."""
    said, _ = build.communicate(timeout=3000)
    assert build.returncode == 0, said


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site, by its path."""
    found = (file for file in sorted(site.rglob("*")) if file.is_file())
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in found}
