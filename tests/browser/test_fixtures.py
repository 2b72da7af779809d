"""The fixtures notice every request and error of a page, which all other browser tests rely on."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import server
from tests.browser.conftest import Visit, origin

FILES = sorted(Path(__file__).parent.glob("*.py"))

BROKEN = {
    "quiet.js": "",
    "thrown.js": "setTimeout(() => { throw new Error('a thrown error') })",
    "rejected.js": "Promise.reject(new Error('a rejected promise'))",
    "console.js": "console.error('a console error')",
    "missing.js": "fetch('nothing-here.bin')",
    "worker.js": "new Worker('said.js')",
    "said.js": "console.error('a worker error'); postMessage('')",
    "thrower.js": "new Worker('throws.js')",
    "throws.js": "throw new Error('thrown in a worker')",
}


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[str]:
    """Pages with one fault each."""
    for name, script in BROKEN.items():
        (tmp_path / name).write_text(script)
        (tmp_path / name).with_suffix(".html").write_text(
            f"<!doctype html><link rel=icon href=data:,><script src={name}></script>"
        )
    with server.serve(tmp_path, prefix="/below/") as address:
        yield address


def errors_of(page: Page, visit: Visit) -> str:
    """Wait for an error; all errors of the page."""
    for _ in range(200):
        if visit.errors:
            break
        page.wait_for_timeout(50)
    return "\n".join(visit.errors)


@pytest.mark.expects_errors(".")
@pytest.mark.parametrize(
    ("page_name", "message"),
    [
        ("thrown", "a thrown error"),
        ("rejected", "a rejected promise"),
        ("console", "a console error"),
        ("missing", "404"),
        ("worker", "a worker error"),
        ("thrower", "thrown in a worker"),
    ],
)
def test_an_error_is_noticed(broken: str, page: Page, visit: Visit, page_name, message):
    page.goto(f"{broken}{page_name}.html")
    assert message in errors_of(page, visit)


def test_a_page_without_a_fault_has_no_error(broken: str, page: Page, visit: Visit):
    page.goto(f"{broken}quiet.html")
    page.wait_for_timeout(300)
    assert visit.errors == []
    assert visit.origins == {origin(broken)}


def test_waits_use_functions_that_are_not_async():
    """A page's policy forbids expressions, and a promise counts as true."""
    given = r"wait_for_function\(\s*f?\"([^\"]*)"
    waited = [found for file in FILES for found in re.findall(given, file.read_text("utf-8"))]
    assert waited
    assert [text for text in waited if not re.match(r"\(?\w*\)? => ", text)] == []


@pytest.mark.expects_errors("404")
def test_a_host_with_a_sub_path_has_nothing_outside_it(broken: str, page: Page, visit: Visit):
    assert page.goto(f"{origin(broken)}/thrown.html").status == 404  # type: ignore[union-attr]


@pytest.mark.expects_errors("localhost:9")
def test_a_file_from_elsewhere_is_noticed(broken: str, page: Page, visit: Visit):
    page.goto(f"{broken}quiet.html")
    page.evaluate("fetch('http://localhost:9/from-elsewhere').catch(() => 0)")
    assert visit.origins == {origin(broken), "http://localhost:9"}


@pytest.mark.expects_errors("a worker error")
def test_the_requests_of_a_worker_are_noticed(broken: str, page: Page, visit: Visit):
    page.goto(f"{broken}worker.html")
    assert "a worker error" in errors_of(page, visit)
    assert f"{broken}said.js" in visit.requests
