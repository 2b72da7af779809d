"""A runtime file that is missing or damaged is named; the page stays whole; trying again works."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.calculator import PATIENCE, Calculator, cpython

FILES = {
    "machine": re.compile(r"pyodide\.\w+\.wasm$"),
    "glue": re.compile(r"pyodide\.\w+\.js$"),
    "library": re.compile(r"library\.\w+\.bin$"),
    "calculators": re.compile(r"calculators\.\w+\.bin$"),
}


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def truncated(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.body()[:-1000])


def changed(route: Route) -> None:
    response = route.fetch()
    body = bytearray(response.body())
    body[len(body) // 2] ^= 1
    route.fulfill(response=response, body=bytes(body))


def unreachable(route: Route) -> None:
    route.abort("internetdisconnected")


@pytest.mark.expects_errors("404|ERR_INTERNET_DISCONNECTED|Failed to load")
@pytest.mark.parametrize("fault", [missing, truncated, changed, unreachable])
@pytest.mark.parametrize("file", FILES)
def test_a_broken_file_is_named_and_can_be_tried_again(page: Page, site, file, fault):
    page.route(FILES[file], fault)
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_state("failed")
    status = experts.element.locator("[data-status]")
    expect(status).to_contain_text(re.compile(rf"runtime/.*{FILES[file].pattern[:-1]}"))
    expect(status).to_contain_text("The results shown stand.")
    assert experts.results() == cpython("experts")
    expect(experts["routed_experts"]).to_have_value("64")

    page.unroute(FILES[file])
    experts.element.get_by_role("button", name="Try again").click()
    experts.expect_results(routed_experts="64")
    expect(experts.element.get_by_role("button", name="Try again")).to_be_hidden()


@pytest.mark.expects_errors("404|Failed to load")
def test_the_scripts_of_the_page_may_be_missing_too(page: Page, site):
    page.route(re.compile(r"runtime/\w+/client\.js$"), missing)
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_state("failed")
    assert experts.results() == cpython("experts")


@pytest.mark.expects_errors("404|Failed to load")
def test_a_page_without_its_element_is_the_page_as_built(page: Page, site):
    page.route(re.compile(r"runtime/element\.js$"), missing)
    page.goto(site + "cost/")
    assert Calculator(page, "training_run").results() == cpython("training_run")


def test_a_worker_that_dies_is_started_again(page: Page, site):
    page.goto(site + "architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_results(routed_experts="64")
    worker = next(worker for worker in page.workers if "/runtime/" in worker.url)
    worker.evaluate("setTimeout(() => { throw new Error('killed') })")
    expect(experts.element).to_have_attribute("state", "failed", timeout=PATIENCE)
    experts.element.get_by_role("button", name="Try again").click()
    experts.expect_results(routed_experts="64")


@pytest.mark.expects_errors("404|Failed to load")
def test_a_failed_question_is_answered_when_another_calculator_brings_python(page: Page, site):
    page.route(FILES["library"], missing)
    page.goto(site + "cost/")
    run, speed = Calculator(page, "training_run"), Calculator(page, "implied_throughput")
    run["tokens"].fill("30T")
    run.expect_state("failed")
    page.unroute(FILES["library"])
    speed["gpu_hours"].fill("2.38M")
    speed.expect_results(gpu_hours="2.38M")
    run.expect_results(tokens="30T")
