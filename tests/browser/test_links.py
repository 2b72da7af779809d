"""Links: read before Python is ready, with back and forward, copied, and tolerant of errors."""

import re

import pytest
from playwright.sync_api import Page, expect

from calc.form import registry, state
from tests.browser.calculator import TIMEOUT, Calculator, cpython, query


@pytest.mark.expects_errors("ERR_FAILED|Failed to load")
def test_a_link_fills_the_fields_before_python_is_ready(page: Page, site):
    page.route("**/python.*.wasm", lambda route: None)
    page.goto(site + "cost/" + query("training_run", model="maverick", tokens="30T"))
    run = Calculator(page, "training_run")
    expect(run["model"]).to_have_value("maverick")
    expect(run["tokens"]).to_have_value("30T")
    expect(run["mfu"]).to_have_value(cpython_text("training_run", "mfu", model="maverick"))
    expect(run.element.locator("[data-results]")).to_have_attribute("data-stale", "")
    expect(run.element.locator("[data-status]")).to_have_text("Computing for your link …")
    assert run.results() == cpython("training_run")


def cpython_text(name: str, parameter: str, **inputs: str) -> str:
    return state.fill(registry.find(name), state.FormSettings(), inputs).entries[parameter].text


def test_results_are_no_longer_stale_after_the_answer(page: Page, site):
    page.goto(site + "cost/" + query("training_run", tokens="30T"))
    run = Calculator(page, "training_run")
    run.expect_results(tokens="30T")
    expect(run.element.locator("[data-stale]")).to_have_count(0)
    expect(run.element.locator("[data-status]")).to_have_text("Computed in your browser.")


@pytest.mark.expects_errors("ERR_FAILED|Failed to load")
def test_without_python_a_link_says_that_its_results_are_missing(page: Page, site):
    page.route("**/python.*.wasm", lambda route: route.abort())
    page.goto(site + "cost/" + query("training_run", tokens="30T"))
    run = Calculator(page, "training_run")
    run.expect_state("failed")
    expect(run.element.locator("[data-status]")).to_contain_text("not yet the results of your link")
    expect(run["tokens"]).to_have_value("30T")
    page.unroute("**/python.*.wasm")
    run.element.get_by_role("button", name="Try again").click()
    run.expect_results(tokens="30T")


def test_an_unknown_name_in_a_link_is_reported_and_the_rest_counts(page: Page, site):
    page.goto(site + "cost/" + query("training_run", no_such="1", tokens="30T"))
    run = Calculator(page, "training_run")
    run.expect_results(tokens="30T")
    notice = run.element.locator("[data-notice]")
    expect(notice).to_have_text(
        "The link also sets “no_such”, which this form does not have; everything else is set."
    )
    run["tokens"].fill("20T")
    run.expect_results(tokens="20T")
    expect(notice).to_be_empty()


def test_a_link_stays_short_and_readable(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["accelerators"].fill("1000")
    run["mfu"].fill("35 %")
    run["mfu"].press("Tab")
    wanted = "?training_run.mfu=35%25&training_run.accelerators=1,000"
    page.wait_for_url(site + "cost/" + wanted, timeout=TIMEOUT)


def test_the_scroll_position_of_the_theme_is_kept(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].scroll_into_view_if_needed()
    page.wait_for_function("() => history.state?.y > 0")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    page.wait_for_url("**/cost/?*30T*", timeout=TIMEOUT)
    assert page.evaluate("history.state.y") > 0
    assert page.evaluate("history.length") == 3


def test_a_slider_in_motion_does_not_flood_the_address(page: Page, site):
    page.add_init_script(
        "const real = history.replaceState; window.writes = 0;"
        "history.replaceState = function (...all) {"
        " if (String(all[2] ?? '').includes('training_run')) window.writes += 1;"
        " return real.apply(this, all); }"
    )
    page.goto(site + "cost/" + query("training_run", mfu="40%"))
    run = Calculator(page, "training_run")
    run.expect_results(mfu="40%")
    slider = run.slider("tokens")
    page.evaluate("window.began = performance.now()")
    for position in range(1000, 1301, 3):
        slider.evaluate(
            "(slider, at) => { slider.value = at; slider.dispatchEvent(new Event('input',"
            " { bubbles: true })); }",
            str(position / 100),
        )
    page.wait_for_url("**/cost/?*tokens=10T*", timeout=TIMEOUT)
    seconds = page.evaluate("(performance.now() - window.began) / 1000")
    assert page.evaluate("window.writes") <= 2 * seconds + 2


def test_back_and_forward_within_a_page_restore_the_inputs(page: Page, site):
    page.goto(site + "cost/" + query("training_run", tokens="30T"))
    run = Calculator(page, "training_run")
    run.expect_results(tokens="30T")
    page.evaluate("history.pushState(null, '', '?training_run.tokens=20T#elsewhere')")
    run["tokens"].fill("10T")
    run.expect_results(tokens="10T")
    page.wait_for_url("**/cost/?*10T*", timeout=TIMEOUT)
    for tokens in ("20T", "30T"):
        page.go_back()
        expect(run["tokens"]).to_have_value(tokens)
        run.expect_results(tokens=tokens)
    page.go_forward()
    page.go_forward()
    expect(run["tokens"]).to_have_value("10T")
    run.expect_results(tokens="10T")


def test_going_back_restores_the_page_as_built(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    page.evaluate("history.pushState(null, '', '#elsewhere')")
    run["tokens"].fill("10T")
    run.expect_results(tokens="10T")
    page.wait_for_url("**/cost/?*10T*", timeout=TIMEOUT)
    page.go_back()
    expect(run["tokens"]).to_have_value("40T")
    run.expect_results()


def test_the_link_is_copied_and_announced(page: Page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + "cost/" + query("training_run", tokens="30T"))
    run = Calculator(page, "training_run")
    run.expect_results(tokens="30T")
    run["mfu"].fill("40%")
    run.expect_results(tokens="30T", mfu="40%")
    run.element.get_by_role("button", name="Copy link").click()
    expect(page.locator(".md-dialog")).to_have_text("Link copied")
    expect(run.element.locator("[data-announce]")).to_have_text("Link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == site + "cost/?training_run.tokens=30T&training_run.mfu=40%25"


def test_without_a_clipboard_the_link_can_be_copied_by_hand(page: Page, site):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(site + "cost/" + query("training_run", tokens="30T"))
    run = Calculator(page, "training_run")
    run.element.get_by_role("button", name="Copy link").click()
    field = run.element.get_by_label("Link to copy")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(r"/cost/\?training_run\.tokens=30T$"))
    assert field.evaluate("field => field.selectionEnd - field.selectionStart") > 20
    run.expect_results(tokens="30T")
    run.element.get_by_role("button", name="Copy link").click()
    expect(field).to_have_count(1)
