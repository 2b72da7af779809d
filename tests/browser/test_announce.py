"""Announcements to screen readers: results once, after a pause; errors beside their fields."""

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
"""Types one text after another without a pause."""

QUIET = 1_500
"""Milliseconds within which any further announcement would have come."""


def heard(page: Page, count: int) -> list[str]:
    """The announcements, once there are `count`."""
    page.wait_for_function("count => window.heard.length >= count", arg=count)
    page.wait_for_timeout(QUIET)
    return list(page.evaluate("window.heard"))


def test_results_are_announced_once_after_a_pause(page: Page, site):
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


def test_without_a_sentence_in_the_page_the_main_results_are_announced(page: Page, site):
    page.goto(site + "any-model/")
    other = page.locator("live-calculator#other")
    page.evaluate(HEAR, "other")
    other.locator('[name="context"]').fill("4Ki")
    expect(other).to_have_attribute("state", "ready")
    (said,) = heard(page, 1)
    assert said == "Total parameters 671B, active parameters 37.6B."


def test_each_calculator_has_one_hidden_live_region(page: Page, site):
    page.goto(site + "cost/")
    for element in page.locator("live-calculator").all():
        shown = element.locator('[role="status"]:not([data-takeaway] *)')
        expect(shown).to_have_count(1)
        box = shown.bounding_box()
        assert box
        assert box["width"] <= 1
    expect(page.locator("[data-status][role], [data-results][aria-live]")).to_have_count(0)


@pytest.mark.expects_errors("ERR_FAILED|Failed to load")
def test_a_failure_is_announced(page: Page, site):
    page.route("**/python.*.wasm", lambda route: route.abort())
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_state("failed")
    status = run.element.locator("[data-status]").inner_text()
    expect(run.element.locator("[data-announce]")).to_have_text(status)


def test_an_error_is_announced_beside_its_field_and_results_are_not(page: Page, site):
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
