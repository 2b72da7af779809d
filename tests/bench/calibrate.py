"""How slow a processor made slower really is: the same loop, in a page and in a worker."""

import statistics

from playwright.sync_api import Playwright

from tests.bench import browsers, slow

MEASUREMENTS = 5


def measured(playwright: Playwright, wanted: float) -> dict[str, float]:
    """What to ask for so that pages and workers are as much slower as wanted, and what that gave.

    Stopping takes its time, so a group asked to be four times slower is a little less so.
    """
    as_it_is = _spun(playwright, 1)
    asked = wanted
    for _ in range(3):
        page, worker = (
            slower / before
            for slower, before in zip(_spun(playwright, asked), as_it_is, strict=True)
        )
        if abs((page + worker) / 2 - wanted) < 0.05 * wanted:
            break
        # On a machine that does other work meanwhile, the loop says little: no farther than this.
        asked = min(2 * wanted, max(wanted / 2, asked * wanted / ((page + worker) / 2)))
    return {"wanted": wanted, "asked": asked, "page": page, "worker": worker}


def _spun(playwright: Playwright, slower: float) -> tuple[float, float]:
    """Medians of the loop in a page and in a worker."""
    with (
        browsers.profile() as profile,
        browsers.opened(playwright, profile, slower=slower) as opened,
    ):
        slow.spin(opened.page)
        here, there = zip(*(slow.spin(opened.page) for _ in range(MEASUREMENTS)), strict=True)
    return statistics.median(here), statistics.median(there)


def sentence(found: dict[str, float]) -> str:
    """What was found, for people."""
    return (
        f"CPU ÷ {found['wanted']:g}: a page is {found['page']:.1f} times slower, "
        f"a worker {found['worker']:.1f} times"
    )
