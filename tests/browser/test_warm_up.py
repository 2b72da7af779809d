"""Warm-up: Python answers the page's presets once a visit, and the reader does not notice.

The clock of these pages moves only when a test says so: on a busy computer the time that warm-up
may take is over before much of it is asked.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calculator import TIMEOUT, Calculator, cpython
from tests.browser.runtime import RECORD_QUESTIONS

WARM = "(name) => asked.filter(({ question }) => question.calculator === name).length > 12"

CLOCK = "window.passed = 0; performance.now = () => window.passed;"

LATER = "window.passed += 1000"
"""A second later, which is longer than warm-up pauses for a reader."""


@pytest.fixture
def page(page: Page) -> Page:
    page.add_init_script(RECORD_QUESTIONS)
    page.add_init_script(CLOCK)
    return page


def test_warm_up_asks_the_presets_and_shows_nothing(page: Page, site):
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    before = experts.results()
    experts.element.scroll_into_view_if_needed()
    page.wait_for_function(WARM, arg="experts", timeout=TIMEOUT)
    experts.expect_state("ready")
    assert experts.results() == before == cpython("experts")
    inputs = [one["question"]["inputs"] for one in page.evaluate("asked")]
    assert inputs[0] == {}
    assert len({str(each) for each in inputs}) > 3
    expect(experts.element.locator("[data-status]")).to_have_text("")


def test_a_reader_is_answered_during_warm_up_which_serves_all_calculators(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("31e12")
    run.expect_results(tokens="31e12")
    page.wait_for_function(WARM, arg="training_run", timeout=TIMEOUT)
    run.expect_results(tokens="31e12")
    other = Calculator(page, "implied_throughput")
    other["tokens"].fill("31e12")
    other.expect_results(tokens="31e12")
    named = [one["question"]["calculator"] for one in page.evaluate("asked")]
    assert named.count("implied_throughput") < 4


def test_warm_up_continues_after_a_readers_question_and_pauses_at_each(page: Page, site):
    """The first questions make the next answer fast; the rest help later answers and visits."""
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts.element.scroll_into_view_if_needed()
    page.wait_for_function("() => asked.length > 40", timeout=TIMEOUT)
    experts.expect_state("ready")
    page.evaluate(LATER)
    page.wait_for_timeout(500)
    assert page.evaluate("asked.length") == 41
    experts["routed_experts"].fill("64")
    experts.expect_results(routed_experts="64")
    page.wait_for_timeout(500)
    meanwhile = [one["question"]["inputs"] for one in page.evaluate("asked.slice(41)")]
    assert meanwhile == [{"routed_experts": "64"}]
    page.evaluate(LATER)
    page.wait_for_function("() => asked.length > 80", timeout=TIMEOUT)
    experts.expect_results(routed_experts="64")
