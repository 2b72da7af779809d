"""Browsers as readers have them: a process of its own, with a profile that outlives it.

Not Playwright's launch: a second visit needs the profile of the first, and a slower processor
needs the whole process group.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

from tests.bench import slow
from tests.browser import chromium

TIMEOUT = 120.0
"""Seconds for anything."""

SECONDS_OF_QUIET, IDLE_SHARE = 0.5, 0.05
"""Seconds in which a browser that has started uses less than this part of a processor."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """An open browser and its one empty page."""

    browser: Browser
    page: Page
    group: int
    """All its processes."""


@cache
def command() -> tuple[str, ...]:
    """How to start one that shows a page as large as a laptop's."""
    return (str(chromium.find()), "--headless", *chromium.FLAGS, "--window-size=1280,900",
            "--remote-debugging-port=0")  # fmt: skip


@contextlib.contextmanager
def profile() -> Iterator[Path]:
    """An empty profile, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def opened(playwright: Playwright, folder: Path, *, slower: float = 1) -> Iterator[Opened]:
    """A browser with this profile, `slower` times slower once it is open.

    Readers have theirs open when they follow a link, so nothing begins before it has started: it
    has work of its own for a second, in many processes, on the same processors.
    """
    address = folder / "DevToolsActivePort"
    address.unlink(missing_ok=True)
    process = subprocess.Popen(
        [*command(), f"--user-data-dir={folder}", "about:blank"],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        browser = playwright.chromium.connect_over_cdp(_address(address), timeout=1000 * TIMEOUT)
        page = browser.contexts[0].pages[0]
        page.set_default_timeout(1000 * TIMEOUT)
        _settle(browser)
        with slow.slowed(process.pid, slower):
            yield Opened(browser=browser, page=page, group=process.pid)
        # Closed as a reader closes it: it writes its caches to the profile.
        browser.new_browser_cdp_session().send("Browser.close")
        process.wait(TIMEOUT)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _settle(browser: Browser) -> None:
    """Wait until all processes of a browser have hardly anything to do."""
    session = browser.new_browser_cdp_session()

    def spent() -> float:
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        return float(sum(process["cpuTime"] for process in processes))

    until = time.monotonic() + TIMEOUT
    before = spent()
    while time.monotonic() < until:
        time.sleep(SECONDS_OF_QUIET)
        now = spent()
        if now - before < IDLE_SHARE * SECONDS_OF_QUIET:
            session.detach()
            return
        before = now
    raise TimeoutError(f"the browser was still busy with itself after {TIMEOUT:.0f} s")


def _address(file: Path) -> str:
    """Where the browser listens, once it does."""
    until = time.monotonic() + TIMEOUT
    while time.monotonic() < until:
        if file.exists() and len(lines := file.read_text().split()) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.02)
    raise TimeoutError(f"the browser did not open within {TIMEOUT:.0f} s")
