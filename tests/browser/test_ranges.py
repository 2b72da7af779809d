"""A reader who is not sure types a range, and gets what the results may be."""

import json
import re
from typing import Any

from playwright.sync_api import Page, expect

from calc.form import html, registry, state
from tests.browser import waits
from tests.browser.calculator import TIMEOUT, Calculator
from tests.browser.test_recompute import MARKUP, PARSED

INPUTS = {"mfu": "20% to 45%", "tokens": "30T to 40T"}

SHOWN = "[data-result], [data-ranges]"


def type_ranges(page: Page, site: str) -> Calculator:
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    for name, text in INPUTS.items():
        run[name].fill(text)
        run[name].blur()
    expect(run.element.locator("[data-ranges]")).to_be_visible(timeout=TIMEOUT)
    expect(run.element).not_to_have_attribute("aria-busy", "true", timeout=TIMEOUT)
    return run


def test_the_results_of_ranges_are_those_of_cpython(page: Page, site):
    run = type_ranges(page, site)
    here = state.fill(registry.find("training_run"), state.FormSettings(), INPUTS)
    wanted = html.blocks(here, state.FormSettings(), "training_run")["training_run-results"]
    shown = run.element.locator("#training_run-results").locator(SHOWN)
    assert shown.evaluate_all(MARKUP) == page.evaluate(PARSED, [wanted, SHOWN])


def test_ranges_are_in_the_link_and_in_what_is_copied(page: Page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    run = type_ranges(page, site)
    before = run.element.locator("[data-results]").inner_text()
    page.wait_for_url(re.compile(r"training_run\.mfu=20%25%20to%2045%25|mfu=20"))
    page.reload()
    expect(run.element.locator("[data-ranges]")).to_be_visible(timeout=TIMEOUT)
    expect(run["mfu"]).to_have_value(INPUTS["mfu"])
    assert run.element.locator("[data-results]").inner_text() == before
    around = run.element.locator("[data-takeaway]")
    around.locator("summary").click()
    button = around.get_by_role("button", name="JSON")
    exported: dict[str, Any] = json.loads(waits.copied(button))
    time = exported["results"]["gpu_hours"]
    assert time["low"] < time["median"] < time["high"]


def test_a_number_in_place_of_a_range_brings_single_results_back(page: Page, site):
    run = type_ranges(page, site)
    for name in INPUTS:
        run.element.locator(f'[data-undo="{name}"]').click()
    run.expect_results()
    expect(run.element.locator("[data-ranges]")).to_have_count(0)


def test_a_range_from_high_to_low_gets_a_sentence(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["mfu"].fill("45% to 20%")
    run["mfu"].blur()
    expect(run.error("mfu")).to_have_text(re.compile(r"^\S.*\.$"), timeout=TIMEOUT)
