"""How properties are tried, the same on every machine; how tests are counted; the browser."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from calc import site
from calc.analysis import SITE
from tests import counts
from tests.browser import chromium

site.use(SITE)

BUSY = [HealthCheck.too_slow]
"""How long examples take to make says how busy a machine is."""

settings.register_profile(
    "everywhere", deadline=None, derandomize=True, max_examples=100, suppress_health_check=BUSY
)
settings.register_profile(
    "hunt", deadline=None, max_examples=5_000, print_blob=True, suppress_health_check=BUSY
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everywhere"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of a process: Playwright runs once in each."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


FIRST = ("tests/test_reproducible.py", "tests/snapshot", "tests/authors", "tests/mkdocs")
"""Tests that build sites: minutes each, so they come before those that take a moment."""


def turn(item: pytest.Item) -> int:
    """When a test comes, so that two workers are busy to the end.

    The first begins with the first of these and builds the site; the second begins in the middle,
    with tests of a moment that need none, and then takes from the end of what the first still has.
    The site with an address of its own is built in one process if its tests come together.
    """
    if item.nodeid.startswith(FIRST):
        return 0
    if "addressed" in getattr(item, "fixturenames", ()):
        return 1
    return 2 if item.nodeid.startswith("tests/browser") else 3


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=turn)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--count", action="store_true", help="count what the tests try: tests/counts.py"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--count") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(counts.TestCounts())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[Any]:
    result = yield
    counts.note_examples(item)
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed"):
        for name, sentence in report.user_properties:
            if name == counts.SENTENCE:
                terminalreporter.write_line(f"{report.nodeid}: {sentence}")
