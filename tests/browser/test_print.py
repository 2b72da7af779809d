"""On paper: inputs, results and where they are from; nothing to press."""

from playwright.sync_api import Page, expect

from tests.browser.calculator import Calculator


def test_print_has_inputs_results_and_the_address_of_both(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("20T")
    run.expect_results(tokens="20T")
    page.emulate_media(media="print")
    page.pdf()  # tells the page that it is printed
    said = run.element.evaluate("e => getComputedStyle(e, '::after').content")
    assert "training_run.tokens=20T" in said
    expect(run["tokens"]).to_be_visible()
    expect(run["tokens"]).to_have_value("20T")
    expect(run.result("cost")).to_be_visible()
    expect(run.element.locator("[data-chart] svg").first).to_be_visible()
    for gone in ("button", 'input[type="range"]', "[data-brief]"):
        for each in run.element.locator(gone).all():
            expect(each).to_be_hidden()
