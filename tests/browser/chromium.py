"""The Chromium of the browser tests: the first one on this computer, or a downloaded one.

    python -m tests.browser.chromium     finds or downloads one, and prints its path

Browser tests are never skipped: without a browser, `find` and the command fail with a sentence.
"""

import functools
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Its names on PATH in common distributions."""

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
"""Where installers put it that do not change PATH."""

CACHES = (
    "~/.cache/ms-playwright",
    "~/Library/Caches/ms-playwright",
    "~/AppData/Local/ms-playwright",
)
"""Playwright's download folders on Linux, macOS and Windows."""

FETCHED = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Flags to start as root and in a container, and to send no requests of its own."""

PACKAGE_MANAGERS = {
    "apt-get": (
        "apt-get -qq update",
        "apt-get -qq install --no-install-recommends chromium fonts-liberation",
    ),
    "dnf": ("dnf install --quiet --assumeyes chromium",),
    "apk": ("apk add --quiet chromium",),
}

NODE = shutil.which("node") or str(Path(sys.prefix) / "bin" / "node")
# Playwright's own Node.js needs libraries that a minimal system lacks; npm's Node.js works.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", NODE)


class NoBrowserError(RuntimeError):
    """There is no Chromium or Chrome, and none could be downloaded."""

    def __init__(self) -> None:
        super().__init__(
            "the browser tests need Chromium or Chrome; none on this machine starts and none could"
            " be fetched; install one, or name one: CHROMIUM=/path/to/chrome make test"
        )


def candidates() -> Iterator[Path]:
    """Paths where a browser may be, the most likely first."""
    named = os.environ.get("CHROMIUM")
    if named:
        yield Path(named)
        return
    for name in NAMES:
        if place := shutil.which(name):
            yield Path(place)
    yield from (Path(place) for place in PLACES)
    for cache in (os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "", *CACHES):
        if cache:
            for pattern in FETCHED:
                # The newest build first: its number is part of the folder's name.
                yield from sorted(Path(cache).expanduser().glob(pattern), reverse=True)


def starts(browser: Path) -> bool:
    """Whether it exists and can open a page, which a stub or one with missing libraries cannot."""
    if not browser.is_file():
        return False
    page = ("--dump-dom", "data:text/html,<p>ready")
    # A new profile: with the user's profile, a browser that is already running would get the page.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command: list[str | Path] = [
            browser,
            "--headless",
            *FLAGS,
            f"--user-data-dir={profile}",
            *page,
        ]
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return "<p>ready" in run.stdout


@functools.cache
def find() -> Path:
    """The first browser on this computer that starts. Raises NoBrowserError.

    It is started once to see whether it does; a browser that is installed later is found, as an
    error is not kept.
    """
    for browser in candidates():
        if starts(browser):
            return browser
    raise NoBrowserError


def launch(playwright: Playwright) -> Browser:
    """Start a new browser with an empty profile."""
    return playwright.chromium.launch(executable_path=find(), args=list(FLAGS), timeout=120_000)


def run(command: str) -> bool:
    """Print and run a command; whether it succeeded. The first line of an error is printed."""
    print(f"      {command} …", flush=True)
    done = subprocess.run(
        command.split(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        check=False,
    )
    if done.returncode != 0:
        print(f"      … did not work: {done.stderr.strip().partition('\n')[0]}", flush=True)
    return done.returncode == 0


def fetch() -> Iterator[bool]:
    """Try one way after another to install a browser, the least intrusive first."""
    if os.environ.get("CHROMIUM"):
        return
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    playwright = f"{sys.executable} -m playwright"
    fetched = run(f"{playwright} install --no-shell chromium")
    yield fetched
    if not root:
        return
    if fetched:  # but it did not start: libraries are missing
        yield run(f"{playwright} install-deps chromium")
    for manager, commands in PACKAGE_MANAGERS.items():
        if shutil.which(manager):
            yield all(run(command) for command in commands)


def find_or_fetch() -> Path:
    """The first browser that starts, installed if necessary. Raises NoBrowserError."""
    for went_well in itertools.chain([True], fetch()):
        if went_well:
            try:
                return find()
            except NoBrowserError:
                continue
    raise NoBrowserError


if __name__ == "__main__":
    try:
        print(f"      {find_or_fetch()}")
    except NoBrowserError as error:
        sys.exit(f"make: {error}")
