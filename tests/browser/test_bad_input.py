"""Bad input gets an error beside its field; the last valid result stays and is marked as stale."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculator import TIMEOUT, Calculator, cpython
from tests.browser.test_phone import PAGES

FRACTIONS = ["16.5", "1,5"]
"""Good in some fields."""

BAD = ["20000", "-5", *FRACTIONS, "", "   ", "abc", "nan", "inf", "-inf", "1e999", "1e99999"]
BAD += ["<img src=x onerror=alert(1)>", "'\"><script>alert(1)</script>", "9" * 300, "\u202e16"]


def test_every_bad_text_gets_an_error_and_the_result_stays(page: Page, site):
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    for text in BAD:
        experts["routed_experts"].fill(text)
        experts["routed_experts"].blur()
        expect(experts.error("routed_experts")).to_have_text(
            re.compile(r"\w.*\.$"), timeout=TIMEOUT
        )
        expect(experts["routed_experts"]).to_have_attribute("aria-invalid", "true")
        assert experts.results() == cpython("experts")
        expect(experts.element.locator("[data-results]")).to_have_attribute("data-stale", "")
        experts["routed_experts"].fill("64")
        experts.expect_results(routed_experts="64")
        expect(experts.error("routed_experts")).to_be_empty()
        expect(experts.element.locator("[data-stale]")).to_have_count(0)
        experts.element.get_by_role("button", name="Reset").click()


def test_the_error_comes_after_a_pause_in_typing(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("forty")
    expect(run.error("tokens")).to_contain_text("forty", timeout=TIMEOUT)
    expect(run["tokens"]).to_have_value("forty")


def test_more_experts_per_token_than_experts_is_an_error(page: Page, site):
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts["top_k"].fill("17")
    experts["top_k"].blur()
    expect(experts.error("top_k")).to_contain_text("at most 16", timeout=TIMEOUT)
    experts["routed_experts"].fill("32")
    experts.expect_results(routed_experts="32", top_k="17")
    expect(experts.error("top_k")).to_be_empty()


def test_an_unpublished_result_is_stated(page: Page, site):
    page.goto(site + "context/")
    run = Calculator(page, "long_context")
    run["model"].select_option("behemoth")
    expect(run.element.locator("[data-unknown]").first).to_contain_text("are not published")
    expect(run.element.locator('[data-unknown="weights"]')).to_contain_text("the same reason")
    run["tokens"].fill("20T")
    run.expect_results(model="behemoth", tokens="20T")
    expect(run.result("shortcut")).to_have_text("3.46 × 10²⁵ FLOP")


def test_an_unpublished_input_starts_from_an_assumption(page: Page, site):
    """It is called one, and the words about it go when the value changes."""
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["model"].select_option("behemoth")
    note = run.element.locator("#training_run-tokens-note")
    expect(note).to_contain_text("Assumption 30T")
    expect(run.result("gpu_hours")).to_have_text("36.9M GPU-hours")
    run["tokens"].fill("20T")
    run.expect_results(model="behemoth", tokens="20T")
    expect(note).not_to_contain_text("Assumption")
    expect(note.get_by_role("link")).to_have_count(0)


def test_an_unpublished_shape_cannot_be_changed(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    results = run.element.locator("[data-results]")
    for name in ("routed_experts", "shared_experts", "top_k"):
        run["model"].select_option("behemoth")
        expect(results).not_to_have_attribute("data-stale", "", timeout=TIMEOUT)
        run[name].fill("3")
        run[name].blur()
        expect(results).to_have_attribute("data-stale", "", timeout=TIMEOUT)
        expect(run.element).to_contain_text("not published")
        run.element.get_by_role("button", name="Reset", exact=True).click()
        run.expect_results()


@pytest.mark.parametrize(("path", "name"), PAGES.items())
def test_every_field_has_an_error_for_nonsense_and_clears_it(page: Page, site, path, name):
    page.goto(site + path)
    calculator = Calculator(page, name)
    start = calculator.results()
    fields = calculator.element.locator("[data-field]:not([hidden])").evaluate_all(
        "all => all.map((one) => one.dataset.field)"
    )
    texts = [one for one in fields if calculator[one].get_attribute("type") == "text"]
    texts += [one for one in fields if calculator[one].evaluate("e => e.tagName") == "TEXTAREA"]
    assert texts
    for parameter, text in zip(texts, itertools.cycle(BAD[4:]), strict=False):
        calculator[parameter].fill(text)
        calculator[parameter].blur()
        error = calculator.error(parameter)
        expect(error).to_have_text(re.compile(r"^\S.{8,}\.$", re.DOTALL), timeout=TIMEOUT)
        expect(calculator[parameter]).to_have_attribute("aria-invalid", "true")
        assert calculator.results() == start
        field = calculator.element.locator(f'[data-field="{parameter}"]')
        field.locator("[data-undo]").click()
        expect(error).to_be_empty(timeout=TIMEOUT)
    expect(calculator.element.locator("[data-stale]")).to_have_count(0)
    assert calculator.results() == start
