"""Every page follows its security policy, also on a real server, and stores nothing of ours."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import built, servers
from tests.browser.calculator import TIMEOUT, Calculator
from tests.browser.conftest import Visit, origin

LISTEN = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""

CHANGED = """([id, before]) =>
    [...document.querySelectorAll(`live-calculator#${id} [data-result]`)].some(
        (one) => before[one.dataset.result] !== one.getAttribute("value"))
"""

STORED_BY_THE_THEME = r"/[^.]*\.__(palette|tabs|search|scroll\w*)"


@pytest.fixture(scope="module")
def guarded(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The built site on nginx, with the settings of the page "Hosting"."""
    scratch = tmp_path_factory.mktemp("server")
    with servers.serve("nginx", site_folder, "/", scratch) as address:
        yield address


def violations(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.violations")
    return found


def stored_data(page: Page) -> dict[str, Any]:
    """What the browser has stored for the site."""
    stored: dict[str, Any] = page.evaluate(
        "({local: Object.keys(localStorage), session: Object.keys(sessionStorage)})"
    )
    return stored | {"cookies": page.context.cookies()}


@pytest.mark.parametrize("path", built.every_page())
def test_a_page_and_its_calculators_work_under_the_policy(
    page: Page, visit: Visit, guarded: str, path: str
):
    try_out(page, visit, guarded, path)


def test_a_page_has_its_policy_also_on_a_host_that_sends_none(page: Page, visit: Visit, site_below):
    try_out(page, visit, site_below, "architecture/")


SEARCHED = ("", "architecture/", "authors/inputs/")
"""Where the search is tried: all pages have the same one, and the same policy."""


def try_out(page: Page, visit: Visit, address: str, path: str) -> None:
    """Use everything on a page; check its requests and what it stores."""
    page.add_init_script(LISTEN)
    page.goto(address + path)
    for name in page.locator("live-calculator").evaluate_all("all => all.map(one => one.id)"):
        work(page, Calculator(page, name))
    if path in SEARCHED:
        search(page)
    page.locator("label[for^=__palette]:visible").click()
    assert violations(page) == []
    assert visit.origins == {origin(address)}
    stored = stored_data(page)
    assert stored["cookies"] == []
    names = [*stored["local"], *stored["session"]]
    assert [name for name in names if not re.fullmatch(STORED_BY_THE_THEME, name)] == []


@pytest.mark.expects_errors("404")
def test_the_policy_holds_after_navigation_and_on_the_page_for_wrong_addresses(
    page: Page, guarded: str
):
    page.add_init_script(LISTEN)
    page.goto(guarded)
    page.get_by_role("link", name="Experts", exact=True).first.click()
    expect(page.locator("live-calculator#experts")).to_be_visible()
    work(page, Calculator(page, "experts"))
    assert violations(page) == []
    answer = page.goto(guarded + "no/such/page/")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", name="There is no page here")).to_be_visible()
    search(page)
    assert violations(page) == []


@pytest.mark.expects_errors("violates the following Content Security Policy")
def test_a_script_that_is_not_the_sites_own_does_not_run(page: Page, site: str):
    """The policy is effective; the tests above would pass without any."""
    page.add_init_script(LISTEN)
    page.goto(site)
    page.evaluate("""
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        const style = document.createElement("p");
        style.setAttribute("style", "color: red");
        document.body.append(style);
    """)
    page.wait_for_function("() => window.violations.length === 2")
    assert [one.split(":")[0] for one in violations(page)] == ["script-src-elem", "style-src-attr"]
    assert page.evaluate("window.ran") is None


def work(page: Page, calculator: Calculator) -> None:
    """Move a calculator's first slider, and wait for Python's results."""
    before = calculator.results()
    slider = calculator.element.locator("[data-slider]:visible").first
    at = slider.input_value()
    slider.press("ArrowRight")
    if slider.input_value() == at:  # it was at its maximum
        slider.press("ArrowLeft")
    page.wait_for_function(CHANGED, arg=[calculator.name, before], timeout=TIMEOUT)
    calculator.expect_state("ready")


def search(page: Page) -> None:
    """Use the theme's search, which has a worker of its own."""
    page.locator("input.md-search__input").press_sequentially("experts")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=TIMEOUT)
    page.keyboard.press("Escape")
