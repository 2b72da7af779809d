"""What axe-core finds wrong with a page for people who see, hear or move otherwise."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.built import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SETTLED = 10_000
"""Milliseconds in which a page has answered a new width or state: its theme makes what scrolls
reachable by keyboard some frames after the width has changed, and fades into another scheme."""


def violations(page: Page, within: str = "html") -> list[str]:
    """What is still wrong when the page has settled, each with the first element it is found at.

    Source: WCAG 2.2, levels A and AA, as far as axe-core can tell, and what it calls best practice.
    """
    return settled(page, lambda: _run(page, within))


def settled(page: Page, find: Callable[[], list[str]]) -> list[str]:
    """What axe, which is brought into the page, still finds when that has settled."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[str] = []
    for _ in range(SETTLED // 500):
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
