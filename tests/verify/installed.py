"""Programs of the system's packages that only the long tests need, installed where that may be.

A test is never skipped: where a program is not here and cannot be had, the test says so and fails.
"""

import contextlib
import os
import shutil
from pathlib import Path

import filelock

from tests.browser.built import ROOT
from tests.browser.chromium import run


class NotInstalledError(RuntimeError):
    """A program is not on this machine, and could not be installed."""

    def __init__(self, program: str, packages: str) -> None:
        super().__init__(
            f"make verify needs {program}, which is not on this machine and could not be installed;"
            f" on Debian and Ubuntu: apt-get install {packages}"
        )


def find(program: str, packages: str, *places: str) -> str:
    """Where a program is: on PATH, or at the first of `places` (patterns below /) that has it."""
    if place := shutil.which(program):
        return place
    for pattern in places:
        for found in sorted(Path("/").glob(pattern)):
            return str(found)
    raise NotInstalledError(program, packages)


def find_or_install(program: str, packages: str, *places: str) -> str:
    """Where a program is, its packages installed if need be."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    # Two test processes ask at the same time: one installs, the other waits.
    with filelock.FileLock(ROOT / ".cache" / "installed.lock"):
        with contextlib.suppress(NotInstalledError):
            return find(program, packages, *places)
        if os.geteuid() == 0 and shutil.which("apt-get"):
            run("apt-get -qq update")
            run(f"apt-get -qq install --no-install-recommends {packages}")
    return find(program, packages, *places)
