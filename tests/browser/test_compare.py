"""Pinned scenarios beside the one in the form: columns, differences, links, charts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import waits
from tests.browser.calculator import TIMEOUT, Calculator, cpython, query


def heads(run: Calculator) -> Locator:
    return run.element.locator("[data-results] > table thead th[data-pinned]")


def column(run: Calculator, number: int) -> dict[str, str]:
    """The raw numbers of a pinned scenario, by the name of the result in the same row."""
    script = """(rows, number) => rows
        .map(row => [row.querySelector("[data-result]"), row.cells[number + 1]])
        .map(([own, cell]) => [own, cell.querySelector("data")])
        .filter(([own, other]) => own && other)
        .map(([own, other]) => [own.dataset.result, other.value])"""
    rows = run.element.locator("[data-results] > table tbody tr")
    return dict(rows.evaluate_all(script, number))


def pin(run: Calculator) -> None:
    before = heads(run).count()
    run.element.get_by_role("button", name="Pin to compare").click()
    expect(heads(run)).to_have_count(before + 1, timeout=TIMEOUT)


def test_pinned_scenarios_are_columns_beside_the_current_one(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    pin(run)
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    assert column(run, 1) == cpython("training_run")
    expect(heads(run)).to_contain_text("corpus 40T")
    expect(run.element.locator("[data-difference]", has_text="+33.3%").first).to_be_visible()
    pin(run)
    run["mfu"].fill("40%")
    run.expect_results(tokens="30T", mfu="40%")
    assert column(run, 1) == cpython("training_run")
    assert column(run, 2) == cpython("training_run", tokens="30T")


def test_a_link_restores_pinned_scenarios(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("20T")
    run.expect_results(tokens="20T")
    run["mfu"].fill("35%")
    run.expect_results(tokens="20T", mfu="35%")
    pin(run)
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T", mfu="35%")
    link = "?training_run.tokens=30T&training_run.mfu=35%25&training_run.pin=tokens=20T;mfu=35%25"
    page.wait_for_url(site + "cost/" + link, timeout=TIMEOUT)
    page.reload()
    run.expect_results(tokens="30T", mfu="35%")
    assert column(run, 1) == cpython("training_run", tokens="20T", mfu="35%")
    expect(heads(run)).to_have_count(1)


def test_unpinning_by_keyboard_removes_one_column(page: Page, site):
    page.goto(site + "cost/?training_run.pin=tokens=20T&training_run.pin=mfu=35%25")
    run = Calculator(page, "training_run")
    expect(heads(run)).to_have_count(2, timeout=TIMEOUT)
    run.element.get_by_role("button", name="Unpin Pinned 1").press("Enter")
    expect(heads(run)).to_have_count(1, timeout=TIMEOUT)
    assert column(run, 1) == cpython("training_run", mfu="35%")
    expect(run.element.get_by_role("button", name="Pin to compare")).to_be_focused()
    run.element.get_by_role("button", name="Unpin Pinned 1").press("Enter")
    expect(heads(run)).to_have_count(0, timeout=TIMEOUT)
    page.wait_for_url(site + "cost/")
    run.expect_results()


def test_a_fourth_pin_is_refused_with_a_message(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    for _ in range(3):
        pin(run)
    run.element.get_by_role("button", name="Pin to compare").click()
    expect(run.element.locator("[data-announce]")).to_contain_text("unpin one first")
    expect(heads(run)).to_have_count(3)


def test_reset_keeps_pinned_scenarios(page: Page, site):
    page.goto(site + "cost/" + query("training_run", tokens="20T"))
    run = Calculator(page, "training_run")
    run.expect_results(tokens="20T")
    pin(run)
    run.element.get_by_role("button", name="Reset", exact=True).click()
    run.expect_results()
    expect(run["tokens"]).to_have_value("40T")
    assert column(run, 1) == cpython("training_run", tokens="20T")


NONSENSE = (
    ("tokens=forty", "tokens", ";;;=;=="),
    ("no_such=1", "__proto__=1;constructor=2", "<script>alert(1)</script>=1"),
    ("x=" * 3000, "", "", "", ""),
    ("%00%FF%ED%A0%80",),
)
"""Pins of one link each."""


@pytest.mark.parametrize("pins", NONSENSE, ids=len)
def test_nonsensical_pins_break_nothing(page: Page, site, pins):
    link = "".join(f"&training_run.pin={pin}" for pin in pins)
    page.goto(site + "cost/?training_run.tokens=30T" + link)
    run = Calculator(page, "training_run")
    run.expect_results(tokens="30T")
    assert 1 <= heads(run).count() <= 3
    run["tokens"].fill("20T")
    run.expect_results(tokens="20T")


def test_the_chart_shows_all_scenarios(page: Page, site):
    page.goto(site + "cost/?training_run.tokens=30T&training_run.pin=")
    run = Calculator(page, "training_run")
    run.expect_results(tokens="30T")
    chart = run.element.locator("figure[data-chart] svg")
    expect(chart.locator('[data-role="pinned-1"]')).to_have_count(1)
    expect(chart).to_contain_text("pinned 1")


def test_at_320_pixels_the_table_scrolls_and_the_page_does_not(page: Page, site):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(
        site + "cost/?training_run.pin=tokens=20T;mfu=35%25&training_run.pin=model=maverick"
        "&training_run.pin=usd_per_gpu_hour=4"
    )
    run = Calculator(page, "training_run")
    expect(heads(run)).to_have_count(3, timeout=TIMEOUT)
    waits.fits(page, 320)
    for button in run.element.get_by_role("button", name="Unpin").all():
        box = button.bounding_box()
        assert box
        assert box["width"] >= 24
        assert box["height"] >= 24


def test_pinned_scenarios_are_printed(page: Page, site):
    page.goto(site + "cost/?training_run.pin=tokens=20T")
    run = Calculator(page, "training_run")
    expect(heads(run)).to_have_count(1, timeout=TIMEOUT)
    page.emulate_media(media="print")
    expect(heads(run)).to_be_visible()
    expect(run.element.get_by_role("button", name="Unpin")).to_be_hidden()


def test_a_drawing_of_layers_has_one_figure_for_each_scenario(page: Page, site):
    page.goto(site + "architecture/?experts.model=maverick&experts.pin=")
    experts = Calculator(page, "experts")
    experts.expect_results(model="maverick")
    expect(experts.element.locator("figure[data-chart=layers]")).to_have_count(2, timeout=TIMEOUT)
    experts.element.get_by_role("button", name="Unpin Pinned 1").click()
    expect(experts.element.locator("figure[data-chart=layers]")).to_have_count(1, timeout=TIMEOUT)
