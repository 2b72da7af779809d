"""What is said to who does not see the page: results once, after a pause; errors where they are."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculator import Calculator

HEAR = """id => {
  window.heard = [];
  const place = document.getElementById(id).querySelector("[data-said]");
  new MutationObserver(() => window.heard.push(place.textContent))
    .observe(place, { childList: true, characterData: true, subtree: true });
}"""


def heard(page: Page) -> list[str]:
    return list(page.evaluate("window.heard"))


def test_results_are_said_once_after_a_pause(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    page.evaluate(HEAR, "training_run")
    run["mfu"].fill("40%")
    run.expect_results(mfu="40%")
    page.wait_for_timeout(1500)
    assert len(heard(page)) == 1
    for text in ("1T", "12T", "20T", "25T"):
        run["tokens"].fill(text)
    run.expect_results(tokens="25T", mfu="40%")
    page.wait_for_timeout(1500)
    first, last = heard(page)
    assert first != last
    assert run.result("gpu_hours").inner_text() in last
    assert last.endswith(".")


def test_where_the_page_has_no_sentence_it_is_a_short_one(page: Page, site):
    page.goto(site + "any-model/")
    other = page.locator("llm-calculator#other")
    page.evaluate(HEAR, "other")
    other.locator('[name="context"]').fill("4Ki")
    expect(other).to_have_attribute("state", "ready", timeout=60_000)
    page.wait_for_timeout(1800)
    (said,) = heard(page)
    assert said == "Total parameters 671 B, active parameters 37.6 B."


def test_one_live_region_says_it_and_it_is_not_seen(page: Page, site):
    page.goto(site + "cost/")
    for element in page.locator("llm-calculator").all():
        shown = element.locator('[role="status"]:not([data-takeaway] *)')
        expect(shown).to_have_count(1)
        box = shown.bounding_box()
        assert box
        assert box["width"] <= 1
    expect(page.locator("[data-status][role], [data-results][aria-live]")).to_have_count(0)


@pytest.mark.expects_errors("ERR_FAILED|Failed to load")
def test_a_failure_is_said(page: Page, site):
    page.route("**/python.*.wasm", lambda route: route.abort())
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_state("failed")
    status = run.element.locator("[data-status]").inner_text()
    expect(run.element.locator("[data-said]")).to_have_text(status)


def test_an_error_is_said_where_it_stands_and_results_are_not(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    page.wait_for_timeout(1500)
    page.evaluate(HEAR, "training_run")
    run["tokens"].fill("forty")
    run["tokens"].blur()
    expect(run.error("tokens")).to_contain_text("is not a number")
    expect(run.error("tokens")).to_have_attribute("aria-live", "polite")
    page.wait_for_timeout(1500)
    assert heard(page) == []
