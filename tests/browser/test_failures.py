"""A file is missing or damaged: the page names it, stays as it was, and can try again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import faults, waits
from tests.browser.calculator import TIMEOUT, Calculator, cpython
from tests.browser.faults import Reader
from tests.browser.runtime import RECORD_QUESTIONS

pytestmark = pytest.mark.expects_errors(faults.CONSOLE_MESSAGES)

FILES = {
    "interpreter": r"runtime/python\.\w+\.wasm",
    "snapshot": r"runtime/snapshot\.\w+\.wasm",
}

ERRORS = {
    faults.missing: ("fileMissing", "404"),
    faults.overloaded: ("fileNotSent", "503"),
    faults.truncated: ("fileDamaged", ""),
    faults.changed: ("fileDamaged", ""),
    faults.portal: ("fileDamaged", ""),
    faults.unreachable: ("fileNotFetched", ""),
}
"""The sentence for each fault, and the status in it."""


@pytest.mark.parametrize("file", FILES)
def test_a_broken_file_is_named_and_can_be_tried_again(page: Page, site, fault, file):
    place = re.compile(rf"{FILES[file]}$")
    waits.save_data(page)
    page.goto(site + "architecture/")
    for wrong, (name, status) in ERRORS.items():
        page.route(place, wrong)
        reader = Reader(page)
        reader.sees_error(faults.sentence(name, file=FILES[file], status=status))
        page.unroute_all()
        fault(f"{file} {wrong.__name__}")
    reader.tries_again()
    reader.sees_results()


def test_a_broken_worker_script_is_reported_and_can_be_tried_again(page: Page, site, fault):
    waits.save_data(page)
    page.goto(site + "architecture/")
    for wrong in (faults.missing, faults.garbled, faults.unreachable):
        page.route(re.compile(r"runtime/\w+/worker\.js$"), wrong)
        reader = Reader(page)
        reader.sees_error(faults.NOT_LOADED)
        page.unroute_all()
        fault(f"worker.js {wrong.__name__}")
    reader.tries_again()
    reader.sees_results()


def test_an_unanswered_input_is_in_the_address_and_answered_after_a_reload(page: Page, site):
    page.route(re.compile(r"runtime/\w+/worker\.js$"), faults.missing)
    page.goto(site + "architecture/")
    reader = Reader(page)
    reader.sees_error(faults.NOT_LOADED)
    page.unroute_all()
    page.wait_for_url("**routed_experts=64")
    page.reload()
    reader.sees_results()


@pytest.mark.parametrize("script", ["element", "controller"])
def test_a_page_without_a_script_keeps_its_built_results(page: Page, site, fault, script):
    page.route(re.compile(rf"runtime/(\w+/)?{script}\.js$"), faults.missing)
    page.goto(site + "cost/")
    assert Calculator(page, "training_run").results() == cpython("training_run")
    fault(f"{script}.js missing")


def test_a_worker_that_dies_can_be_started_again(page: Page, site, fault):
    """The death of a worker during warm-up would not be shown, so the test waits for its end."""
    page.add_init_script(RECORD_QUESTIONS)
    page.goto(site + "architecture/")
    reader = Reader(page)
    reader.sees_results()
    waits.warmed_up(page)
    worker = next(worker for worker in page.workers if "/runtime/" in worker.url)
    worker.evaluate("setTimeout(() => { throw new Error('killed') })")
    expect(reader.experts.element).to_have_attribute("state", "failed", timeout=TIMEOUT)
    expect(reader.status).to_contain_text(re.compile(faults.sentence("stopped")))
    reader.tries_again()
    reader.sees_results()
    fault("worker dies")


def test_a_failed_question_is_answered_when_another_calculator_brings_python(
    page: Page, site, fault
):
    page.route(re.compile(FILES["snapshot"]), faults.missing)
    page.goto(site + "cost/")
    run, speed = Calculator(page, "training_run"), Calculator(page, "implied_throughput")
    run["tokens"].fill("30T")
    run.expect_state("failed")
    page.unroute_all()
    speed["gpu_hours"].fill("2.38M")
    speed.expect_results(gpu_hours="2.38M")
    run.expect_results(tokens="30T")
    fault("one calculator fails, another works")


def test_a_calculator_that_python_does_not_know_is_reported(page: Page, site, fault):
    """An author has renamed it, and the page is older than the files."""
    page.goto(site + "architecture/")
    name = "element => element.setAttribute('name', 'renamed')"
    page.locator("live-calculator#experts").evaluate(name)
    reader = Reader(page)
    reader.sees_error(
        r"Python could not answer: UnknownCalculator\('There is no calculator “renamed” here;"
        r" if it is new, load the page again\.'\)\."
    )
    page.locator("live-calculator#experts").evaluate(name.replace("renamed", "experts"))
    reader.tries_again()
    reader.sees_results()
    fault("unknown calculator")
