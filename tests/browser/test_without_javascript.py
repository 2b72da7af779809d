"""Readers without JavaScript get every result; no page loads anything from another host."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import built, waits
from tests.browser.calculator import Calculator, cpython
from tests.browser.conftest import Visit, origin

PAGES = {"": (), "architecture/": ("experts",), "cost/": ("training_run", "implied_throughput")}


@pytest.mark.parametrize(
    ("path", "name"), [(path, name) for path, names in PAGES.items() for name in names]
)
def test_without_javascript_the_results_are_those_of_cpython(
    browser: Browser, site, fault, path, name
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    calculator = Calculator(page, name)
    assert calculator.results() == cpython(name)
    expect(calculator.element).to_have_attribute("state", "static")
    told = calculator.element.locator("noscript p")
    expect(told).to_be_visible()
    expect(told).to_contain_text("These values can only be changed with JavaScript.")
    context.close()
    fault("no JavaScript")


@pytest.mark.parametrize("scripts", [False, True])
def test_inputs_that_a_page_does_not_show_are_not_there(browser: Browser, site, scripts):
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site + "ask/")
    shown = {"model", "tokens", "mfu"}
    for field in page.locator("live-calculator#find [data-field]").all():
        assert field.is_visible() == (field.get_attribute("data-field") in shown)
    context.close()


def test_the_three_models_are_on_the_start_page_without_javascript(browser: Browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    for figure in ("109B", "400B", "288B", "10M", "about 40T", "about 22T", "2.38M"):
        assert figure in page.locator("table:has([data-role])").inner_text()
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_requests_nothing_from_another_host(page: Page, visit: Visit, site, path, scheme):
    """And it has the colour scheme of the reader's system."""
    page.emulate_media(color_scheme=scheme)
    page.goto(site + path, wait_until="networkidle")
    wanted = {"light": "default", "dark": "slate"}[scheme]
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", wanted)
    assert visit.origins == {origin(site)}


def test_a_page_without_calculators_loads_no_python(page: Page, visit: Visit, site):
    page.goto(site, wait_until="networkidle")
    page.wait_for_timeout(1_500)
    asked = [url for url in visit.requests if "pyodide" in url or ".wasm" in url]
    assert asked == []


@pytest.mark.parametrize("opened", built.every_page(), indirect=True)
def test_no_page_scrolls_sideways(seen: Page):
    for width in (320, 360, 1280):
        seen.set_viewport_size({"width": width, "height": 800})
        waits.fits(seen, width)


@pytest.mark.parametrize("path", built.every_page())
def test_without_javascript_no_page_scrolls_sideways(browser: Browser, site, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
