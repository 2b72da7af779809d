"""Programs besides the browser that tests need: web servers, and a text browser.

    python -m tests.browser.programs      finds or installs them, and prints their paths

A test that needs one is never skipped: if the program cannot be installed, the test fails and
names it.
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
"""Their packages in Debian and Ubuntu."""


class NoProgramError(RuntimeError):
    """A program is not on this computer, and could not be installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the site is tested with {name}, which is not on this machine and could not be"
            f" installed; on Debian and Ubuntu: apt-get install {' '.join(PACKAGES[name])}"
        )


def find(name: str) -> str:
    """The path of a program. Raises NoProgramError."""
    sbin = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    if place := shutil.which(name, path=sbin):
        return place
    raise NoProgramError(name)


def find_or_install(name: str) -> str:
    """The path of a program, which is installed if necessary. Raises NoProgramError."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    # Two test processes may get here at the same time: one installs, the other waits.
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
