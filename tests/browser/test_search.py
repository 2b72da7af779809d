"""The theme's search: prepared when a reader opens it, by whatever way, and not before."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

FOUND = ".md-search-result__item"


def prepared(visit: Visit) -> bool:
    return any(url.endswith("search_index.json") for url in visit.requests)


def write(page: Page) -> None:
    page.locator("input.md-search__input").press_sequentially("experts")


def strike(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("experts")


def touch(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.locator("label.md-header__button[for=__search]").click()
    page.keyboard.type("experts")


@pytest.mark.parametrize("opens", [write, strike, touch])
def test_it_is_fetched_when_it_is_opened_and_finds(page: Page, visit: Visit, site, opens):
    page.goto(site + "cost/", wait_until="networkidle")
    assert not prepared(visit)
    opens(page)
    expect(page.locator(FOUND).first).to_be_visible()
    assert prepared(visit)


def test_a_link_to_a_search_finds(page: Page, site):
    page.goto(site + "cost/?q=experts")
    expect(page.locator(FOUND).first).to_be_visible()


def test_from_page_to_page_it_waits(page: Page, visit: Visit, site):
    page.goto(site)
    page.get_by_role("link", name="Cost").first.click()
    page.wait_for_url("**/cost/")
    page.wait_for_load_state("networkidle")
    assert not prepared(visit)
    write(page)
    expect(page.locator(FOUND).first).to_be_visible()
