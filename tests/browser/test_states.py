"""A calculator is accessible in each state, on each screen, in each colour scheme."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.axe import violations
from tests.browser.calculator import TIMEOUT, Calculator
from tests.browser.faults import HeldRequest
from tests.browser.test_site import EVERY_RULE

INTERPRETER = re.compile(r"python\.\w+\.wasm$")
SCREENS = [(scheme, width) for scheme in ("default", "slate") for width in (360, 1280)]
SCHEME = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"
BUSY = """setTimeout(() => {
    const request = new XMLHttpRequest();
    request.open("GET", "/held", false);
    request.send();
})"""
"""Keeps a worker busy until the request is answered."""

type State = Callable[[Page, str], Calculator]


def wrong(page: Page, site: str) -> Calculator:
    """Errors beside fields of each kind; the last valid results are marked as stale."""
    page.goto(site + "cost/?training_run.no_such=1")
    run = Calculator(page, "training_run")
    for name, text in {"tokens": "forty", "mfu": "200%", "accelerators": "0", "pue": ""}.items():
        run[name].fill(text)
        run[name].blur()
        expect(run[name]).to_have_attribute("aria-invalid", "true", timeout=TIMEOUT)
    expect(run.element.locator("[data-results]")).to_have_attribute("data-stale", "")
    return run


def refused(page: Page, site: str) -> Calculator:
    """A pasted configuration that cannot be read."""
    page.goto(site + "any-model/")
    model = Calculator(page, "any_model")
    model["config"].fill('{\n "model_type": llama}')
    model["config"].blur()
    expect(model.error("config")).to_contain_text("Line 2", timeout=TIMEOUT)
    return model


def pinned(page: Page, site: str) -> Calculator:
    """As many pinned scenarios as allowed, one of them without results."""
    pins = "&".join(f"training_run.pin={pin}" for pin in ("", "model=behemoth", "tokens=forty"))
    page.goto(f"{site}cost/?training_run.tokens=30T&{pins}")
    run = Calculator(page, "training_run")
    run.expect_results(tokens="30T")
    expect(run.element.locator("th[data-pinned]")).to_have_count(3)
    return run


def failed(page: Page, site: str) -> Calculator:
    """Python could not be loaded."""
    page.route(INTERPRETER, lambda route: route.abort())
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_state("failed")
    return run


def starting(page: Page, site: str) -> Calculator:
    """Python is loading, without end."""
    page.route(INTERPRETER, lambda route: None)
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_state("starting")
    return run


def linked(page: Page, site: str) -> Calculator:
    """A link is being computed."""
    page.route(INTERPRETER, lambda route: None)
    page.goto(site + "cost/?training_run.tokens=30T")
    run = Calculator(page, "training_run")
    expect(run.element.locator("[data-status]")).to_have_text("Computing for your link …")
    return run


def copying(page: Page, site: str) -> Calculator:
    """The page has no clipboard: link and results are shown, to be copied by hand."""
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error('no'))")
    page.goto(site + "cost/?training_run.tokens=30T")
    run = Calculator(page, "training_run")
    run.element.get_by_role("button", name="Copy link").click()
    run.element.locator("[data-takeaway] summary").click()
    run.element.get_by_role("button", name="JSON").click()
    expect(run.element.locator("[data-takeaway] textarea")).to_be_visible(timeout=TIMEOUT)
    run.element.locator("[data-chart] summary").click()
    return run


@pytest.mark.expects_errors("ERR_FAILED|Failed to load")
@pytest.mark.parametrize("state", [wrong, refused, pinned, failed, starting, linked, copying])
def test_no_state_has_an_accessibility_violation(page: Page, site, state: State):
    calculator = state(page, site)
    for scheme, width in SCREENS:
        page.evaluate(SCHEME, scheme)
        page.set_viewport_size({"width": width, "height": 800})
        rules = axe.RULES if (scheme, width) in EVERY_RULE else axe.RULES_OF_COLOUR
        found = violations(page, f"#{calculator.name}", rules)
        assert found == [], f"{width} px, {scheme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_busy_calculator_has_no_accessibility_violation(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["tokens"].fill("20T")
    run.expect_results(tokens="20T")
    violations(page, "#training_run")  # loads axe
    held = HeldRequest(page, "/held$")
    (worker,) = (worker for worker in page.workers if "/runtime/" in worker.url)
    worker.evaluate(BUSY)
    held.wait()
    run["tokens"].fill("30T")
    run.expect_state("busy")
    assert violations(page, "#training_run") == []
    run.expect_state("busy")
    held.wait().fulfill(body="")
    run.expect_results(tokens="30T")


def test_an_accessibility_violation_would_be_noticed(page: Page, site):
    page.goto(site + "cost/")
    page.evaluate("document.querySelector('#training_run-tokens').removeAttribute('id')")
    assert any("label" in each for each in violations(page, "#training_run", patience=500))
