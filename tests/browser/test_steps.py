"""A reader's steps are taken back by keys and the browser; scenarios, long links, no scripts."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from calc.llm.example_configs import EXAMPLE_CONFIGS
from tests.browser import faults, waits
from tests.browser.calculator import TIMEOUT, Calculator, query

LONG = "x" * 1500


def test_each_step_is_taken_back_by_keys_buttons_and_the_browser(page: Page, site):
    """A drag is one step, and so is a text; a link that is written otherwise is none."""
    page.goto(site + "cost/" + query("training_run", mfu="0.4e2%"))
    run = Calculator(page, "training_run")
    run.expect_results(mfu="40%")
    page.wait_for_url("**/cost/?training_run.mfu=40%25", timeout=TIMEOUT)
    undo = run.element.get_by_role("button", name="Undo")
    redo = run.element.get_by_role("button", name="Redo")
    expect(undo).to_be_disabled()
    entries = page.evaluate("history.length")
    slider = run.slider("tokens")
    slider.focus()
    for _ in range(6):
        slider.press("PageDown" if _ % 2 else "ArrowUp")
    slider.press("Home")
    run.expect_results(mfu="40%", tokens="1B")
    page.wait_for_url("**tokens=1B**", timeout=TIMEOUT)
    run["model"].select_option("maverick")
    run.expect_results(model="maverick")
    page.wait_for_url("**model=maverick**", timeout=TIMEOUT)
    assert page.evaluate("history.length") == entries + 2
    page.keyboard.press("ControlOrMeta+z")
    run.expect_results(mfu="40%", tokens="1B")
    undo.click()
    run.expect_results(mfu="40%")
    expect(undo).to_be_disabled()
    page.keyboard.press("ControlOrMeta+Shift+z")
    run.expect_results(mfu="40%", tokens="1B")
    redo.click()
    run.expect_results(model="maverick")
    expect(redo).to_be_disabled()
    page.go_back()
    run.expect_results(mfu="40%", tokens="1B")
    run["tokens"].fill("30T")
    expect(redo).to_be_disabled()
    run.expect_results(mfu="40%", tokens="30T")
    run["tokens"].press("ControlOrMeta+z")  # the browser's own, in a text that is being edited
    expect(run["tokens"]).to_have_value("1B")
    assert page.evaluate("history.length") <= entries + 3


def test_a_scenario_is_filled_in_and_marked_and_is_a_link(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    waits.scripted(page)
    offered = run.element.locator("[data-scenarios] a")
    link = offered.filter(has_text="Maverick on Scout")
    address = "?" + (link.get_attribute("href") or "").partition("?")[2]  # Material completes it
    link.click()
    run.expect_results(model="maverick", tokens="40T")
    expect(link).to_have_attribute("aria-current", "true")
    page.wait_for_url(f"**/cost/{address}", timeout=TIMEOUT)
    page.go_back()
    run.expect_results()
    expect(offered.first).to_have_attribute("aria-current", "true")
    page.goto(site + "cost/" + address)
    run.expect_results(model="maverick", tokens="40T")


def test_a_pasted_config_is_in_the_link_and_comes_back_whole(page: Page, site):
    page.goto(site + "any-model/")
    model = Calculator(page, "any_model")
    start = model["config"].input_value()
    text = start.replace("{", f'{{\n "note": "{LONG} ü&=#+%",', 1)
    model["config"].fill(text)
    model["config"].blur()
    model.expect_results(config=text)
    page.wait_for_url(re.compile(r"#any_model\.config="), timeout=TIMEOUT)
    link = page.url
    # Material loads the page again for a place of it.
    page.locator('a[href$="#what-can-be-pasted"]').first.evaluate("link => link.click()")
    model.element.hover()
    expect(model["config"]).to_have_value(text, timeout=TIMEOUT)
    expect(page).to_have_url(re.compile(r"#what-can-be-pasted&any_model\.config="))
    page.reload()
    model.element.hover()
    expect(model["config"]).to_have_value(text, timeout=TIMEOUT)
    page.go_back()
    page.reload()
    expect(model["config"]).to_have_value(text, timeout=TIMEOUT)
    model.expect_results(config=text)
    assert page.url == link
    page.go_back()
    expect(model["config"]).to_have_value(start, timeout=TIMEOUT)
    long = text.replace(LONG, LONG * 8)
    model["config"].fill(long)
    model["config"].blur()
    expect(model.element.locator("[data-omitted]")).to_have_text(
        "The link leaves out Configuration (config.json): it would be too long to share.",
        timeout=TIMEOUT,
    )
    assert len(page.url) < 8000


@pytest.mark.expects_errors(
    "Failed to load|ERR_FAILED|MIME|Unexpected|CORS|from origin|SyntaxError"
)
def test_a_page_whose_scripts_never_came_says_so(
    page: Page, browser: Browser, site, site_folder: Path, fault
):
    script = re.compile(r"/element\.js$")
    for broken in (faults.missing, faults.unreachable, faults.portal):
        page.route(script, broken)
        page.goto(site + "cost/")
        _says_so(page)
        page.unroute_all()
        fault(f"element.js {broken.__name__}")
    page.goto((site_folder / "cost" / "index.html").as_uri())
    _says_so(page)
    fault("a page opened as a file")
    page.goto(site + "cost/")
    waits.scripted(page)
    said = page.locator("#training_run [data-unscripted]")
    page.wait_for_timeout(9_000)
    expect(said).to_be_hidden()


def _says_so(page: Page) -> None:
    said = page.locator("#training_run [data-unscripted]")
    assert not said.evaluate("e => e.checkVisibility({ visibilityProperty: true })")
    expect(said).to_be_visible(timeout=12_000)
    expect(said).to_contain_text("The scripts of this page did not load")
    assert said.get_by_role("link", name="Try again").is_visible()


def test_a_reader_with_a_finger_changes_a_number_and_sees_the_headline(browser: Browser, site):
    """The line at the foot has the results while they are out of view, and no longer than that."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["model"].scroll_into_view_if_needed()
    line = run.element.locator("[data-brief]")
    page.evaluate("scrollBy(0, -300)")
    expect(line).to_be_visible(timeout=TIMEOUT)
    run["tokens"].tap()
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    run.element.locator("[data-headline]").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 300)")
    expect(line).to_be_hidden()
    formula = run.element.locator("tr [data-work]").first
    formula.locator("summary").tap()
    expect(formula.locator("[data-numbers]")).to_be_visible()
    run.element.locator("[data-assumptions] > summary").tap()
    run["pue"].scroll_into_view_if_needed()
    run["pue"].fill("0")
    run["pue"].blur()
    expect(run.error("pue")).not_to_be_empty(timeout=TIMEOUT)
    expect(line).to_be_visible()
    run.element.get_by_role("button", name="Undo").tap()
    run.expect_results()
    context.close()


def test_reset_empties_a_text_that_may_be_empty(page: Page, site):
    config = EXAMPLE_CONFIGS[0].config
    page.goto(f"{site}run-and-train/#training_memory.config={quote(config)}")
    memory = Calculator(page, "training_memory")
    expect(memory["config"]).to_have_value(config, timeout=TIMEOUT)
    expect(memory.element).to_have_attribute("state", "ready", timeout=TIMEOUT)
    memory.element.locator("[type=reset]").click()
    expect(memory["config"]).to_have_value("")
    expect(page).not_to_have_url(re.compile(r"training_memory\.config="), timeout=TIMEOUT)
