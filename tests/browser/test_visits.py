"""What readers do while Python starts and runs: go offline, leave, come back, open two tabs."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium, faults, waits
from tests.browser.calculator import Calculator, cpython
from tests.browser.faults import HeldRequest, Reader

OFFLINE = faults.sentence("fileNotFetched", file=r"runtime/\S+")


@pytest.mark.expects_errors(faults.CONSOLE_MESSAGES)
def test_a_device_may_go_offline_before_the_start(page: Page, site, fault):
    waits.save_data(page)
    page.goto(site + "architecture/")
    waits.scripted(page)
    page.context.set_offline(True)
    reader = Reader(page)
    reader.sees_error(f"({faults.NOT_LOADED}|{OFFLINE})")
    page.context.set_offline(False)
    reader.tries_again()
    reader.sees_results()
    fault("offline before the start")


@pytest.mark.expects_errors(faults.CONSOLE_MESSAGES)
def test_a_device_may_go_offline_during_the_start(page: Page, site, fault):
    """The snapshot is held back until the network is gone."""
    held = HeldRequest(page, r"snapshot\.\w+\.wasm$")
    page.goto(site + "architecture/")
    reader = Reader(page)
    expect(reader.experts.element.locator("progress")).to_be_visible()
    held.wait()
    page.context.set_offline(True)
    held.wait().abort("internetdisconnected")
    reader.sees_error(OFFLINE)
    page.context.set_offline(False)
    page.unroute_all()
    reader.tries_again()
    reader.sees_results()
    fault("offline during the start")


def test_controls_work_while_a_slow_file_is_loading(page: Page, site, fault):
    held = HeldRequest(page, r"python\.\w+\.wasm$")
    page.goto(site + "architecture/")
    reader = Reader(page, "32")
    held.wait()
    reader = Reader(page, "64")
    reader.experts.expect_state("starting")
    assert reader.experts.results() == cpython("experts")
    held.wait().continue_()
    reader.sees_results()
    fault("slow file")


def test_two_tabs_do_not_disturb_each_other(page: Page, site, fault):
    """The first tab answers in the background."""
    page.goto(site + "architecture/")
    first = Reader(page, "64")
    other = page.context.new_page()
    other.goto(site + "architecture/")
    second = Reader(other, "32")
    second.sees_results()
    first.sees_results()
    first = Reader(page, "128")
    first.sees_results()
    other.close()
    Reader(page, "64").sees_results()
    fault("two tabs")
    fault("background")


def test_a_page_may_be_frozen_while_python_starts(page: Page, site, fault):
    page.goto(site + "architecture/")
    session = page.context.new_cdp_session(page)
    reader = Reader(page)
    for state in ("frozen", "active"):
        session.send("Page.setWebLifecycleState", {"state": state})
    reader.sees_results()
    fault("frozen")


def test_a_page_comes_back_as_it_was_left(browser: Browser, site, fault):
    """The back-forward cache restores the same page with the same Python."""
    with browser.browser_type.launch(
        executable_path=chromium.find(),
        args=list(chromium.FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    ) as other:
        page = other.new_page()
        for _ in range(10):  # a busy browser may not cache a page
            page.goto(site + "architecture/")
            page.evaluate("window.same = true")
            Reader(page).sees_results()
            page.goto(site + "cost/")
            page.go_back(wait_until="commit")
            page.wait_for_function("() => window.same || document.readyState === 'complete'")
            if page.evaluate("window.same"):
                break
        assert page.evaluate("window.same")
        experts = Calculator(page, "experts")
        expect(experts["routed_experts"]).to_have_value("64")
        experts.expect_results(routed_experts="64")
        Reader(page, "32").sees_results()
    fault("back-forward cache")


def test_a_browser_without_webassembly_keeps_the_page_and_says_so(browser: Browser, site, fault):
    """The flag `--jitless`, which some readers use for security, removes it."""
    flags = [*chromium.FLAGS, "--js-flags=--jitless"]
    with browser.browser_type.launch(executable_path=chromium.find(), args=flags) as other:
        page = other.new_page()
        page.goto(site + "architecture/")
        assert page.evaluate("typeof WebAssembly") == "undefined"
        Reader(page).sees_error(faults.sentence("noWebAssembly"))
    fault("no WebAssembly")


CLASSIC = """
const Modern = Worker;
window.Worker = class extends Modern {
    constructor(address) { super(address); }
};
"""
"""Classic workers, which ignore the second argument, as in browsers without module workers."""


def test_a_browser_without_module_workers_keeps_the_page_and_says_so(page: Page, site, fault):
    page.add_init_script(CLASSIC)
    page.goto(site + "architecture/")
    Reader(page).sees_error(faults.sentence("noWorkers"))
    fault("no module workers")


def test_a_browser_with_full_storage_computes(page: Page, site, fault):
    """Only the theme stores anything."""
    page.add_init_script(
        """Storage.prototype.setItem = () => {
            throw new DOMException("full", "QuotaExceededError");
        };"""
    )
    page.goto(site + "architecture/")
    Reader(page).sees_results()
    page.locator("label[for^=__palette]:visible").click()
    Reader(page, "32").sees_results()
    fault("storage full")


@pytest.mark.expects_errors("localStorage|sessionStorage|SecurityError")
def test_a_browser_without_storage_computes(page: Page, site, fault):
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
            Object.defineProperty(window, name, {
                get() { throw new DOMException(name, "SecurityError"); },
            });"""
    )
    page.goto(site + "architecture/")
    Reader(page).sees_results()
    fault("no storage")
