"""With the keyboard alone: find what gives a result, draw results along an input."""

import re

from playwright.sync_api import Page, expect

from tests.browser.calculator import Calculator


def test_a_reader_finds_what_gives_a_result(page: Page, site: str):
    """2.38M GPU-hours of Maverick's run buy 22T tokens; a link says so; it can be undone."""
    page.goto(f"{site}cost/?training_run.model=maverick&training_run.tokens=30T")
    run = Calculator(page, "training_run")
    run.expect_results(model="maverick", tokens="30T")
    run.element.locator("[data-find=gpu_hours]").first.focus()
    page.keyboard.press("Enter")
    wanted = run.element.get_by_label("Wanted value")
    expect(wanted).to_be_focused()
    page.keyboard.type("2.38M")
    run.element.get_by_label("Input to find").select_option("tokens")
    wanted.press("Enter")
    found = run.element.locator("[data-solved]")
    sentence = "Corpus 22T tokens (exactly 22,003.33B) gives GPU time 2.38M GPU-hours."
    expect(found).to_contain_text(sentence)
    expect(run.element.locator("[data-announce]")).to_have_text(sentence)
    expect(run.element.locator("[name=tokens]")).to_have_value("22,003.33B")
    expect(page).to_have_url(re.compile(r"training_run\.solve=tokens:gpu_hours=2\.38M"))
    page.reload()
    expect(found).to_contain_text(sentence)
    found.get_by_role("button", name="back to 30T").press("Enter")
    run.expect_results(model="maverick", tokens="30T")
    expect(found).to_have_count(0)
    expect(page).not_to_have_url(re.compile("solve"))


def test_a_reader_draws_along_inputs(page: Page, site: str):
    """Along one input, whose slider below the drawing sets it; over two; both are in the link."""
    page.goto(f"{site}cost/?training_run.model=maverick&training_run.tokens=30T")
    run = Calculator(page, "training_run")
    run.expect_results(model="maverick", tokens="30T")
    run.element.locator("[data-plot]").press("Enter")
    first = run.element.get_by_label("First input")
    expect(first).to_be_focused()
    first.select_option("tokens")
    run.element.locator("[data-plot-now]").press("Enter")
    drawn = run.element.locator("[data-asked] figure")
    expect(drawn).to_have_attribute("data-chart", "lines")
    run.element.locator("[data-along] input").press("ArrowRight")
    run.expect_results(model="maverick", tokens="50T")
    expect(drawn).to_contain_text("Now corpus 50T")
    run.element.get_by_label("Second input").select_option("mfu")
    run.element.locator("[data-plot-now]").press("Enter")
    expect(drawn).to_have_attribute("data-chart", "map")
    expect(page).to_have_url(re.compile(r"over=tokens&training_run\.over=mfu"))
    page.reload()
    expect(drawn).to_have_attribute("data-chart", "map")
    run.element.locator("[data-plot]").press("Enter")
    page.keyboard.press("Escape")
    expect(drawn).to_have_count(0)
