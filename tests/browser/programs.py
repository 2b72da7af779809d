"""Programs besides the browser that tests need: servers, and a browser for texts.

    python -m tests.browser.programs      finds or installs them, and prints where they are

A test with one of them is never skipped: where it is not and cannot be had, the test says so and
fails.
"""

import contextlib
import os
import shutil
import sys

import filelock

from tests.browser.built import ROOT
from tests.browser.chromium import run

PACKAGES = {
    "nginx": ["nginx", "libnginx-mod-http-brotli-static"],
    "caddy": ["caddy"],
    "w3m": ["w3m"],
}
"""What Debian and Ubuntu call them."""


class NoProgramError(RuntimeError):
    """A program is not here, and cannot be had."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the site is tested with {name}, which is not on this machine and could not be"
            f" installed; on Debian and Ubuntu: apt-get install {' '.join(PACKAGES[name])}"
        )


def find(name: str) -> str:
    """Where the program is. Raises NoProgramError."""
    sbin = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    if place := shutil.which(name, path=sbin):
        return place
    raise NoProgramError(name)


def find_or_install(name: str) -> str:
    """Where the program is, installed if need be. Raises NoProgramError."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    # Two test processes ask at the same time: one installs, the other waits.
    with filelock.FileLock(ROOT / ".cache" / "programs.lock"):
        with contextlib.suppress(NoProgramError):
            return find(name)
        if os.geteuid() == 0 and shutil.which("apt-get"):
            run("apt-get -qq update")
            run(f"apt-get -qq install --no-install-recommends {' '.join(PACKAGES[name])}")
        return find(name)


if __name__ == "__main__":
    try:
        for each in PACKAGES:
            print(f"      {find_or_install(each)}")
    except NoProgramError as error:
        sys.exit(f"make: {error}")
