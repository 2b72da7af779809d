"""What is said to who does not see the page: results once, after a pause; errors where they are."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculator import Calculator

HEAR = """id => {
  window.heard = [];
  const place = document.getElementById(id).querySelector("[data-announce]");
  new MutationObserver(() => window.heard.push(place.textContent))
    .observe(place, { childList: true, characterData: true, subtree: true });
}"""


TYPE = """(field, texts) => {
  for (field.value of texts) field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
"""One text after the other, in no time."""

QUIET = 1_500
"""Milliseconds in which whatever else there was to say would be said."""


def heard(page: Page, count: int) -> list[str]:
    """What was said, as soon as that is so much."""
    page.wait_for_function("count => window.heard.length >= count", arg=count)
    page.wait_for_timeout(QUIET)
    return list(page.evaluate("window.heard"))


def test_results_are_said_once_after_a_pause(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    page.evaluate(HEAR, "training_run")
    run["mfu"].fill("40%")
    run.expect_results(mfu="40%")
    assert len(heard(page, 1)) == 1
    run["tokens"].evaluate(TYPE, ["1T", "12T", "20T", "25T"])
    run.expect_results(tokens="25T", mfu="40%")
    first, last = heard(page, 2)
    assert first != last
    assert run.result("gpu_hours").inner_text() in last
    assert last.endswith(".")


def test_where_the_page_has_no_sentence_it_is_a_short_one(page: Page, site):
    page.goto(site + "any-model/")
    other = page.locator("live-calculator#other")
    page.evaluate(HEAR, "other")
    other.locator('[name="context"]').fill("4Ki")
    expect(other).to_have_attribute("state", "ready")
    (said,) = heard(page, 1)
    assert said == "Total parameters 671 B, active parameters 37.6 B."


def test_one_live_region_says_it_and_it_is_not_seen(page: Page, site):
    page.goto(site + "cost/")
    for element in page.locator("live-calculator").all():
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
    expect(run.element.locator("[data-announce]")).to_have_text(status)


def test_an_error_is_said_where_it_stands_and_results_are_not(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    page.evaluate(HEAR, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    before = heard(page, 1)
    run["tokens"].fill("forty")
    run["tokens"].blur()
    expect(run.error("tokens")).to_contain_text("is not a number")
    expect(run.error("tokens")).to_have_attribute("aria-live", "polite")
    assert heard(page, 1) == before
