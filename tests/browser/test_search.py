"""The theme's search index is loaded when a reader opens the search, and not before."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import waits
from tests.browser.conftest import Visit

FOUND = ".md-search-result__item"


def index_loaded(visit: Visit) -> bool:
    return any(url.endswith("search_index.json") for url in visit.requests)


def write(page: Page) -> None:
    page.locator("input.md-search__input").press_sequentially("experts")


def strike(page: Page) -> None:
    waits.scripted(page)  # by then the theme hears keys: its script runs before ours
    page.keyboard.press("/")
    expect(page.locator("input.md-search__input")).to_be_focused()
    page.keyboard.type("experts")


def touch(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.locator("label.md-header__button[for=__search]").click()
    page.keyboard.type("experts")


@pytest.mark.parametrize("opens", [write, strike, touch])
def test_the_index_is_loaded_when_the_search_is_opened(page: Page, visit: Visit, site, opens):
    page.goto(site + "cost/", wait_until="networkidle")
    assert not index_loaded(visit)
    opens(page)
    expect(page.locator(FOUND).first).to_be_visible()
    assert index_loaded(visit)


def test_a_link_to_a_search_has_results(page: Page, site):
    page.goto(site + "cost/?q=experts")
    expect(page.locator(FOUND).first).to_be_visible()


def test_another_page_does_not_load_the_index(page: Page, visit: Visit, site):
    page.goto(site)
    page.get_by_role("link", name="Cost", exact=True).first.click()
    page.wait_for_url("**/cost/")
    page.wait_for_load_state("networkidle")
    assert not index_loaded(visit)
    write(page)
    expect(page.locator(FOUND).first).to_be_visible()
