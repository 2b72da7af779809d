"""A single field: its reset button, its number in words, and no layout shift beside an error."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import waits
from tests.browser.calculator import TIMEOUT, Calculator

SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
"""Counts all shifts, also those right after a key press, which browsers' own score ignores."""


def test_one_field_is_reset_by_keyboard(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    undo = run.element.get_by_role("button", name="Corpus: back to 40T")
    expect(undo).to_be_hidden()
    run["tokens"].fill("30T")
    run["mfu"].fill("40%")
    run.expect_results(tokens="30T", mfu="40%")
    expect(undo).to_be_visible()
    box = undo.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    run.slider("tokens").focus()
    page.keyboard.press("Tab")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    run.expect_results(mfu="40%")
    expect(run["tokens"]).to_have_value("40T")
    expect(run["tokens"]).to_be_focused()
    expect(undo).to_be_hidden()


def test_a_preset_is_reset_together_with_the_fields_that_follow_it(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["model"].select_option("maverick")
    run.expect_results(model="maverick")
    run.element.get_by_role("button", name="Model: back to Llama 4 Scout").click()
    run.expect_results()
    expect(run["tokens"]).to_have_value("40T")


def test_a_field_shows_how_its_text_was_read(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    field = run.element.locator('[data-field="tokens"]')
    expect(field.locator("[data-means]")).to_have_text("40 trillion tokens")
    run["tokens"].fill("15000 b")
    run["tokens"].press("Tab")
    expect(run["tokens"]).to_have_value("15T", timeout=TIMEOUT)
    expect(field.locator("[data-means]")).to_have_text("15 trillion tokens")
    expect(field.get_by_text("b is a billion here, neither bits nor bytes.")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_results_change_or_a_field_is_wrong(page: Page, site, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    run["tokens"].scroll_into_view_if_needed()
    page.evaluate("window.shifted = 0")
    for text in ("20T", "1.234T", "987654321", "forty", "40T", "", "2e13"):
        run["tokens"].fill(text)
        if text in ("forty", ""):
            expect(run.error("tokens")).not_to_be_empty(timeout=TIMEOUT)
        else:
            run.expect_results(tokens=text)
        waits.drawn(page)
    run["mfu"].fill("200%")
    run["mfu"].blur()
    expect(run.error("mfu")).to_contain_text("too large")
    run["mfu"].fill("35%")
    run.expect_results(tokens="2e13", mfu="35%")
    waits.drawn(page)
    assert page.evaluate("window.shifted") < 0.02
