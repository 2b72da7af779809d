"""The site works under any path, and one Python serves a whole visit."""

import json
import re

from playwright.sync_api import Page, expect

from tests.browser import waits
from tests.browser.calculator import Calculator, python_workers
from tests.browser.conftest import Visit, origin


def test_the_site_works_under_a_sub_path(page: Page, visit: Visit, site_below):
    page.goto(site_below + "architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_results(routed_experts="64")
    assert visit.origins == {origin(site_below)}


def test_a_page_reached_by_instant_navigation_answers_from_the_same_python(
    page: Page, visit: Visit, addressed
):
    waits.goto_instant(page, addressed + "architecture/")
    page.evaluate("window.same = true")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_results(routed_experts="64")
    page.get_by_role("link", name="Cost", exact=True).first.click()
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    assert page.evaluate("window.same"), "the page was loaded anew: no instant navigation"
    assert len(python_workers(page)) == 1
    page.wait_for_url("**tokens=30T")
    page.go_back()  # the step before, in the same page
    expect(run["tokens"]).not_to_have_value("30T")
    page.go_back()
    experts["routed_experts"].fill("32")
    experts.expect_results(routed_experts="32")
    assert len([url for url in visit.requests if re.search(r"python\.\w+\.wasm$", url)]) == 1


def test_a_reader_may_leave_and_come_back_while_python_starts(page: Page, visit: Visit, addressed):
    waits.goto_instant(page, addressed + "architecture/")
    Calculator(page, "experts")["routed_experts"].fill("64")
    page.get_by_role("link", name="Cost", exact=True).first.click()
    expect(page.locator("#training_run")).to_be_visible()
    page.get_by_role("link", name="Experts", exact=True).first.click()
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("128")
    experts.expect_results(routed_experts="128")
    assert len(python_workers(page)) == 1


def test_back_and_forward_restore_the_inputs_of_each_page(page: Page, addressed):
    waits.goto_instant(page, addressed + "cost/")
    page.evaluate("window.same = true")
    run = Calculator(page, "training_run")
    run["tokens"].fill("30T")
    run.expect_results(tokens="30T")
    page.wait_for_url("**tokens=30T")
    page.get_by_role("link", name="Experts", exact=True).first.click()
    page.wait_for_url("**/architecture/")
    experts = Calculator(page, "experts")
    experts["routed_experts"].fill("64")
    experts.expect_results(routed_experts="64")
    page.wait_for_url("**routed_experts=64")
    page.go_back()  # the step before, in the same page
    experts.expect_results()
    page.go_back()
    expect(run["tokens"]).to_have_value("30T")
    run.expect_results(tokens="30T")
    page.go_forward()
    experts.expect_results()
    page.go_forward()
    expect(experts["routed_experts"]).to_have_value("64")
    experts.expect_results(routed_experts="64")
    assert page.evaluate("window.same")


def test_a_late_input_is_not_written_to_the_address_of_the_next_page(page: Page, addressed):
    waits.goto_instant(page, addressed + "cost/?training_run.tokens=30T")
    run = Calculator(page, "training_run")
    run.expect_results(tokens="30T")
    run["tokens"].fill("20T")
    run.expect_results(tokens="20T")
    run["tokens"].fill("10T")
    run.expect_results(tokens="10T")
    page.get_by_role("link", name="Experts", exact=True).first.click()
    expect(Calculator(page, "experts").element).to_be_attached()
    page.wait_for_timeout(700)
    assert page.evaluate("location.search") == ""


def test_a_page_states_its_canonical_address(page: Page, addressed):
    page.goto(addressed)
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert json.dumps(canonical) == json.dumps(addressed)
