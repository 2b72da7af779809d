"""On paper: inputs, results and their sources; no buttons."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import built
from tests.browser.calculator import Calculator

A4: ViewportSize = {"width": 718, "height": 1047}
"""The space between margins of one centimetre, in pixels."""

AFTER = "e => getComputedStyle(e, '::after').content"


def test_print_has_inputs_results_and_the_address_of_both(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("20T")
    run.expect_results(tokens="20T")
    page.emulate_media(media="print")
    page.pdf()  # sends the print events to the page
    said = run.element.evaluate(AFTER)
    assert "training_run.tokens=20T" in said
    expect(run["tokens"]).to_be_visible()
    expect(run["tokens"]).to_have_value("20T")
    expect(run.result("cost")).to_be_visible()
    expect(run.element.locator("[data-chart] svg").first).to_be_visible()
    for gone in (
        "button",
        'input[type="range"]',
        "[data-brief]",
        "[data-summary]",
        "[data-work] > summary",
        "[data-folded]",
    ):
        for each in run.element.locator(gone).all():
            expect(each).to_be_hidden()


def test_a_figure_has_a_footnote_with_its_source_and_address(page: Page, site):
    page.goto(site)
    notes = page.locator("[data-notes] li")
    expect(page.locator("[data-notes]")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("[data-notes]")).to_be_visible()
    cited = page.locator("td a[data-fact]").first
    number = cited.get_attribute("data-note")
    assert number
    assert cited.evaluate(AFTER) == f'"{number}"'
    note = notes.nth(int(number) - 1)
    expect(note).to_contain_text("Llama 4 model card (Meta)")
    expect(note).to_contain_text(cited.get_attribute("href") or "an address")


OUT = """[...document.querySelectorAll(".md-content a[href]")]
  .filter((e) => e.origin !== location.origin && e.checkVisibility())
  .map((e) => [e.getAttribute("href"), e.dataset.note, getComputedStyle(e, "::after").content])"""


@pytest.mark.parametrize("opened", built.every_page(), indirect=True)
def test_every_link_to_another_site_is_printed_with_its_address(seen: Page):
    seen.emulate_media(media="print")
    notes = seen.locator("[data-notes] li").all_text_contents()
    linked = set()
    for href, note, after in seen.evaluate(OUT):
        if note:
            linked.add(int(note))
            assert href in notes[int(note) - 1]
            assert after == f'"{note}"'
        else:  # in a calculator
            assert href in after
    numbers = "all => all.map((e) => Number(e.dataset.note))"
    cited = seen.locator(".md-content [data-note]").evaluate_all(numbers)
    assert set(cited) >= linked
    assert sorted(set(cited)) == list(range(1, len(notes) + 1))


def test_a_source_in_a_calculator_is_printed_with_its_address(page: Page, site):
    page.goto(site + "cost/")
    page.emulate_media(media="print")
    run = Calculator(page, "training_run")
    source = run.element.locator("[data-source] a").first
    assert (source.get_attribute("href") or "no address") in source.evaluate(AFTER)
    assert "MODEL_CARD.md" in run.element.locator("#training_run-tokens-note a").evaluate(AFTER)


CUT = """[...document.querySelectorAll(".md-content *")].filter((e) => e.checkVisibility()
    && getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1
    && !e.matches("input, textarea, caption, [data-announce]"))
    .map((e) => e.outerHTML.slice(0, 99))"""


@pytest.mark.parametrize(
    "path",
    [
        "cost/?training_run.tokens=30T&training_run.pin=&training_run.pin=model=maverick",
        "context/",
        "any-model/",
    ],
)
def test_nothing_is_wider_than_the_sheet(browser: Browser, site, path):
    context = browser.new_context(viewport=A4)
    page = context.new_page()
    page.goto(site + path)
    if "pin=" in path:
        Calculator(page, "training_run").expect_results(tokens="30T")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]
    assert page.evaluate(CUT) == []
    context.close()


def test_a_dark_page_is_printed_dark_on_white(browser: Browser, site):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(site + "cost/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print", color_scheme="dark")
    lightness = """e => {
      const brush = document.createElement("canvas").getContext("2d");
      brush.fillStyle = getComputedStyle(e).color;
      brush.fillRect(0, 0, 1, 1);
      return Math.max(...brush.getImageData(0, 0, 1, 1).data.slice(0, 3));
    }"""
    for ink in (".md-content p", "#training_run data", "#training_run [data-chart] svg"):
        assert page.locator(ink).first.evaluate(lightness) < 140, ink
    context.close()
