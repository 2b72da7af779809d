"""Python practises on what the page knows, once a visit, and a reader notices nothing of it."""

from playwright.sync_api import Page, expect

from tests.browser.calculator import PATIENCE, Calculator, cpython
from tests.browser.runtime import QUESTIONS

PRACTISED = "(name) => asked.filter(({ question }) => question.calculator === name).length > 12"


def test_before_a_reader_asks_presets_are_practised_and_nothing_is_shown(page: Page, site):
    page.add_init_script(QUESTIONS)
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    before = experts.results()
    experts.element.scroll_into_view_if_needed()
    page.wait_for_function(PRACTISED, arg="experts", timeout=PATIENCE)
    experts.expect_state("ready")
    assert experts.results() == before == cpython("experts")
    inputs = [one["question"]["inputs"] for one in page.evaluate("asked")]
    assert inputs[0] == {}
    assert len({str(each) for each in inputs}) > 3
    expect(experts.element.locator("[data-status]")).to_have_text("")


def test_who_asks_meanwhile_is_answered_and_other_calculators_need_no_practice(page: Page, site):
    page.add_init_script(QUESTIONS)
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("31e12")
    run.expect_results(tokens="31e12")
    page.wait_for_function(PRACTISED, arg="training_run", timeout=PATIENCE)
    run.expect_results(tokens="31e12")
    other = Calculator(page, "implied_throughput")
    other["tokens"].fill("31e12")
    other.expect_results(tokens="31e12")
    named = [one["question"]["calculator"] for one in page.evaluate("asked")]
    assert named.count("implied_throughput") < 4


def test_practice_goes_on_once_a_reader_plays_and_pauses_at_each_question(page: Page, site):
    """What comes after the first answers of it is for later ones, and for the next visit."""
    page.add_init_script(QUESTIONS)
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts.element.scroll_into_view_if_needed()
    page.wait_for_function("() => asked.length > 40", timeout=PATIENCE)
    page.wait_for_timeout(500)
    assert page.evaluate("asked.length") <= 41
    page.evaluate(
        """async () => {
          const field = document.querySelector("#experts-routed_experts");
          field.value = "64";
          field.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((resolve) => setTimeout(resolve, 250));
          window.meanwhile = asked.slice(41);
        }"""
    )
    meanwhile = [one["question"]["inputs"] for one in page.evaluate("meanwhile")]
    assert meanwhile == [{"routed_experts": "64"}]
    page.wait_for_function("() => asked.length > 80", timeout=PATIENCE)
    experts.expect_results(routed_experts="64")
