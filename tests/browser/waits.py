"""What tests wait for, so that on a busy computer they only take longer.

`wait_for_function` needs a function: an expression would be evaluated again each time, which the
policy of a page forbids. The function must not be async: a promise counts as true.
"""

import contextlib

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as TooLateError

DRAWN = """() => new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
})"""

STILL = """() => document.getAnimations().every(
    ({ effect, playState }) => playState !== "running" || effect.getTiming().iterations === Infinity
)"""

SITEMAP = """async (address) => {
    await (await fetch(address)).text();
    await new Promise((resolve) => setTimeout(resolve, 50));
}"""

CLIPBOARD = """async () => {
    for (let tries = 0; tries < 600; tries += 1) {
        const text = await navigator.clipboard.readText();
        if (text) return text;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return "";
}"""

SAVE_DATA = "navigator.connection.__proto__.__defineGetter__('saveData', () => true)"

QUIET = """() => {
    if (window.heard !== asked.length) [window.heard, window.since] = [asked.length, Date.now()];
    return Date.now() - window.since > 1000;
}"""

WIDTH = "document.documentElement.scrollWidth"


def drawn(page: Page) -> None:
    """Wait until the page is drawn as it is now, and layout shifts have been recorded."""
    page.evaluate(DRAWN)


def still(page: Page) -> None:
    """Wait until nothing in the page fades or slides, but what does so without end."""
    drawn(page)
    page.wait_for_function(STILL)


def scripted(page: Page) -> None:
    """Wait until the calculators of a page listen to events."""
    page.wait_for_function("() => customElements.get('live-calculator') !== undefined")


def warmed_up(page: Page) -> None:
    """Wait until Python has had no question for longer than warm-up pauses for a reader. The page
    must record the questions from its start: `runtime.RECORD_QUESTIONS`.
    """
    page.wait_for_function(QUIET)


def goto_instant(page: Page, address: str) -> None:
    """Open a page, and wait until instant navigation works in it: the theme must first read the
    site's map.
    """
    with page.expect_response("**/sitemap.xml") as sitemap:
        page.goto(address)
    sitemap.value.finished()
    # The theme fetched it earlier, so it has read it by the time that this request ends.
    page.evaluate(SITEMAP, sitemap.value.url)


def save_data(page: Page) -> None:
    """From the next address on the browser saves data: nothing starts before a reader acts."""
    page.add_init_script(SAVE_DATA)


def copied(button: Locator) -> str:
    """Press a button that copies, and return the text that it copied.

    The clipboard is emptied first: it keeps what an earlier test copied.
    """
    button.page.evaluate("navigator.clipboard.writeText('')")
    button.click()
    return str(button.page.evaluate(CLIPBOARD))


def fits(page: Page, width: int) -> None:
    """Wait until nothing in a page is wider than its window: after a change of width the theme's
    search moves first.
    """
    with contextlib.suppress(TooLateError):
        page.wait_for_function(f"width => {WIDTH} <= width", arg=width, timeout=30_000)
    assert page.evaluate(WIDTH) <= width, page.url
