"""Accessibility violations that axe-core finds in a page."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser import waits
from tests.browser.built import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"

type Rules = dict[str, Any]

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES: Rules = {"type": "tag", "values": LEVELS}
"""Source: WCAG 2.2, levels A and AA, and axe-core's best practices."""

RULES_OF_COLOUR: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""Those of them that read colours."""

SETTLING_TIME = 30_000
"""Milliseconds that a page may need after a change of width or scheme: some frames later its theme
makes scrolling boxes reachable by keyboard, and it fades from one colour scheme to another."""


def violations(
    page: Page, within: str = "html", rules: Rules = RULES, patience: int = SETTLING_TIME
) -> list[str]:
    """The violations in a settled page, each with the first element that has it."""
    return settled(page, lambda: _run(page, within, rules), patience)


def settled(page: Page, find: Callable[[], list[str]], patience: int = SETTLING_TIME) -> list[str]:
    """Load axe into the page and repeat `find` until it finds nothing or the page has settled,
    after some milliseconds.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    waits.still(page)
    found: list[str] = []
    for _ in range(patience // 500):
        found = find()
        if not found:
            break
        page.wait_for_timeout(500)
    return found


def _run(page: Page, within: str, rules: Rules) -> list[str]:
    result: dict[str, Any] = page.evaluate(
        "([within, rules]) => axe.run(within, {runOnly: rules, resultTypes: ['violations']})",
        [within, rules],
    )
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:150]} {each['nodes'][0]['failureSummary']}"
        for each in result["violations"]
    ]
