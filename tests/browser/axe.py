"""Accessibility violations that axe-core finds in a page."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.built import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SETTLING_TIME = 10_000
"""Milliseconds that a page may need after a change of width or scheme: some frames later its theme
makes scrolling boxes reachable by keyboard, and it fades from one colour scheme to another."""


def violations(page: Page, within: str = "html") -> list[str]:
    """The violations in a settled page, each with the first element that has it.

    Source: WCAG 2.2, levels A and AA, and axe-core's best practices.
    """
    return settled(page, lambda: _run(page, within))


def settled(page: Page, find: Callable[[], list[str]]) -> list[str]:
    """Load axe into the page and repeat `find` until it finds nothing or the page has settled."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[str] = []
    for _ in range(SETTLING_TIME // 500):
        found = find()
        if not found:
            break
        page.wait_for_timeout(500)
    return found


def _run(page: Page, within: str) -> list[str]:
    result: dict[str, Any] = page.evaluate(
        "([within, levels]) => axe.run(within, {runOnly: levels, resultTypes: ['violations']})",
        [within, LEVELS],
    )
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:150]} {each['nodes'][0]['failureSummary']}"
        for each in result["violations"]
    ]
