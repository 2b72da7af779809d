"""Every page, and some pages of code, at the width of a page magnified four times."""

import pytest
from playwright.sync_api import Browser

from tests.browser import built, waits

WIDTH = 320
"""Pixels. Source: WCAG 2.2, 1.4.10: 1280 at 400 %."""


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_is_wider_than_a_magnified_window(browser: Browser, site, site_folder, direction):
    context = browser.new_context(viewport={"width": WIDTH, "height": 800})
    page = context.new_page()
    pages = sorted(site_folder.rglob("index.html"))
    assert len(pages) == len(built.pages())
    code = sorted(site_folder.glob("code/calc*.html"))
    # Pages of code have one layout: those with the longest and shortest names, and a sample.
    pages += {*code[::20], *sorted(code, key=lambda file: len(file.name))[:: len(code) - 1]}
    for file in pages:
        page.goto(site + file.relative_to(site_folder).as_posix(), wait_until="domcontentloaded")
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        waits.fits(page, WIDTH)
    context.close()
