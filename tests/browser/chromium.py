"""The Chromium of the browser tests: the first one on the machine, else one that is fetched.

    python -m tests.browser.chromium     finds or fetches one, and prints where it is

A browser test is never skipped: where none can be had, `find` and the command say so and fail.
"""

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
"""What distributions call it on PATH."""

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)
"""Where installers put it that leave PATH alone."""

CACHES = (
    "~/.cache/ms-playwright",
    "~/Library/Caches/ms-playwright",
    "~/AppData/Local/ms-playwright",
)
"""Where Playwright puts what it fetches, on Linux, macOS and Windows."""

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
"""Starts as root and in a container, and asks nothing of any host by itself."""

PACKAGE_MANAGERS = {
    "apt-get": (
        "apt-get -qq update",
        "apt-get -qq install --no-install-recommends chromium fonts-liberation",
    ),
    "dnf": ("dnf install --quiet --assumeyes chromium",),
    "apk": ("apk add --quiet chromium",),
}

NODE = shutil.which("node") or str(Path(sys.prefix) / "bin" / "node")
# Playwright's own Node.js needs libraries that a small machine has not: the one of npm serves it.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", NODE)


class NoBrowserError(RuntimeError):
    """There is no Chromium or Chrome, and none can be had."""

    def __init__(self) -> None:
        super().__init__(
            "the browser tests need Chromium or Chrome; none on this machine starts and none could"
            " be fetched; install one, or name one: CHROMIUM=/path/to/chrome make test"
        )


def candidates() -> Iterator[Path]:
    """Where a browser may be, the likeliest first."""
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
                # The newest build first: its number is in the folder's name.
                yield from sorted(Path(cache).expanduser().glob(pattern), reverse=True)


def starts(browser: Path) -> bool:
    """Whether it is there and runs a page: a stub or a missing library shows only then."""
    if not browser.is_file():
        return False
    page = ("--dump-dom", "data:text/html,<p>ready")
    # A profile of its own: with the user's, a browser that is already open would get the page.
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


def find() -> Path:
    """The first browser on this machine that starts, or NoBrowserError."""
    for browser in candidates():
        if starts(browser):
            return browser
    raise NoBrowserError


def launch(playwright: Playwright) -> Browser:
    """A browser of its own, with an empty profile."""
    return playwright.chromium.launch(executable_path=find(), args=list(FLAGS), timeout=120_000)


def run(command: str) -> bool:
    """Run a command, naming it; whether it went well. Of a long complaint, the first line shows."""
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
    """Try to bring a browser, one way after the other, the least intrusive first."""
    if os.environ.get("CHROMIUM"):
        return
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    playwright = f"{sys.executable} -m playwright"
    fetched = run(f"{playwright} install --no-shell chromium")
    yield fetched
    if not root:
        return
    if fetched:  # and it did not start: libraries are missing
        yield run(f"{playwright} install-deps chromium")
    for manager, commands in PACKAGE_MANAGERS.items():
        if shutil.which(manager):
            yield all(run(command) for command in commands)


def find_or_fetch() -> Path:
    """The first browser on this machine that starts, brought if need be, or NoBrowserError."""
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
