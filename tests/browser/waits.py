"""What a test waits for before it looks, so that a busy machine changes nothing but its length.

`wait_for_function` must be given a function: an expression is evaluated anew each time, which the
policy of a page forbids. It must not be async: a promise counts as true.
"""

import contextlib

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLateError

DRAWN = """() => new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
})"""

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

SAVING = "navigator.connection.__proto__.__defineGetter__('saveData', () => true)"

QUIET = """() => {
    if (window.heard !== asked.length) [window.heard, window.since] = [asked.length, Date.now()];
    return Date.now() - window.since > 1000;
}"""

WIDTH = "document.documentElement.scrollWidth"


def drawn(page: Page) -> None:
    """Until the page has been drawn as it is now, and what moved in it has been noted."""
    page.evaluate(DRAWN)


def scripted(page: Page) -> None:
    """Until the calculators of a page hear what a reader does."""
    page.wait_for_function("() => customElements.get('live-calculator') !== undefined")


def practised(page: Page) -> None:
    """Until nobody has asked Python for a while, and longer than practice pauses for a reader; the
    page has noted what was asked from its start, by `runtime.QUESTIONS`.
    """
    page.wait_for_function(QUIET)


def linked(page: Page, address: str) -> None:
    """Open a page whose links lead to others without loading it anew. The theme sees to that from
    the moment on when it has read the map of the site.
    """
    with page.expect_response("**/sitemap.xml") as told:
        page.goto(address)
    told.value.finished()
    # What is fetched later is read later.
    page.evaluate(SITEMAP, told.value.url)


def saving(page: Page) -> None:
    """From the next address on, a reader who saves data: nothing starts before it is touched."""
    page.add_init_script(SAVING)


def copied(page: Page) -> str:
    """What is on the clipboard, as soon as there is anything; empty it before."""
    return str(page.evaluate(CLIPBOARD))


def fits(page: Page, width: int) -> None:
    """Until nothing in a page is wider than its window: in a new width the theme's search slides to
    its place.
    """
    with contextlib.suppress(TooLateError):
        page.wait_for_function(f"width => {WIDTH} <= width", arg=width, timeout=10_000)
    assert page.evaluate(WIDTH) <= width, page.url
