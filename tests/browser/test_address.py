"""The address has the changed inputs, and a page opened with it has them again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import waits
from tests.browser.calculator import TIMEOUT, Calculator, cpython, query


def test_a_link_restores_its_inputs(page: Page, site):
    page.goto(site + "cost/" + query("training_run", tokens="30T", mfu="40%"))
    run = Calculator(page, "training_run")
    expect(run["tokens"]).to_have_value("30T")
    run.expect_results(tokens="30T", mfu="40%")


@pytest.mark.expects_errors("ERR_FAILED|Failed to load")
def test_a_link_to_a_preset_needs_no_python(page: Page, site):
    page.route("**/python.*.wasm", lambda route: route.abort())
    page.goto(site + "cost/" + query("training_run", model="maverick"))
    Calculator(page, "training_run").expect_results(model="maverick")


def test_the_address_has_changed_inputs_only(page: Page, site):
    page.goto(site + "cost/?utm=kept")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    expect(page).to_have_url(re.compile(r"\?utm=kept&training_run\.tokens=30T$"), timeout=TIMEOUT)
    run["model"].select_option("maverick")
    expect(page).to_have_url(re.compile(r"\?utm=kept&training_run\.model=maverick$"))
    run.element.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(r"\?utm=kept$"))
    assert page.evaluate("history.length") == 5  # each of the three changes is a step


BAD_LINKS = (
    query("training_run", tokens="forty"),
    query("training_run", model="llama-5"),
    query("training_run", precision="<script>alert(1)</script>"),
    "?training_run.no_such=1&training_run.tokens=%00",
    "?training_run.tokens=" + "9" * 5000,
)


def test_a_bad_link_breaks_nothing(page: Page, site):
    for bad in BAD_LINKS:
        page.goto(site + "cost/" + bad)
        run = Calculator(page, "training_run")
        expect(run.element.locator("[data-error]:not(:empty)")).to_have_count(1, timeout=TIMEOUT)
        assert run.results() == cpython("training_run"), bad
        speed = Calculator(page, "implied_throughput")
        speed["gpu_hours"].fill("1M")
        speed.expect_results(gpu_hours="1M")


def test_an_unknown_name_in_a_link_does_no_harm(page: Page, site):
    page.goto(site + "cost/?training_run.renamed=7&other=1")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")


def test_an_input_just_before_the_pageshow_event_is_kept(page: Page, site):
    """It is in the form and not yet in the address when the event comes."""
    page.goto(site + "cost/")
    waits.scripted(page)
    run = Calculator(page, "training_run")
    run["model"].evaluate(
        """field => {
            field.value = "maverick";
            field.dispatchEvent(new Event("input", { bubbles: true }));
            window.dispatchEvent(new PageTransitionEvent("pageshow")); }"""
    )
    expect(page).to_have_url(re.compile(r"\?training_run\.model=maverick$"), timeout=TIMEOUT)
    expect(run["model"]).to_have_value("maverick")
    run.expect_results(model="maverick")
