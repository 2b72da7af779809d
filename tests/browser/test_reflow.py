"""Every page, and some pages of code, at the width of a page magnified four times."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import built, waits

WIDTH = 320
"""Pixels. Source: WCAG 2.2, 1.4.10: 1280 at 400 %."""

DIRECTIONS = ("ltr", "rtl")


@pytest.fixture
def magnified(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDTH, "height": 800})
    yield context.new_page()
    context.close()


def fits(page: Page, address: str, direction: str) -> None:
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    waits.fits(page, WIDTH)


@pytest.mark.parametrize("direction", DIRECTIONS)
@pytest.mark.parametrize("path", built.every_page())
def test_no_page_is_wider_than_a_magnified_window(magnified: Page, site, path, direction):
    fits(magnified, site + path, direction)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_no_page_of_code_is_wider_than_a_magnified_window(
    magnified: Page, site, site_folder, direction
):
    """They have one layout: those with the longest and shortest names, and a sample."""
    code = sorted(site_folder.glob("code/calc*.html"))
    for file in {*code[::20], *sorted(code, key=lambda file: len(file.name))[:: len(code) - 1]}:
        fits(magnified, f"{site}code/{file.name}", direction)
