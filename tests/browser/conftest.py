"""A real browser, the built site, and a page in which every error fails the test.

def test_…(page, site):
    page.goto(site + "cost/")
    …

def test_…(page, visit, site):
    …
    assert visit.origins == {visit.origin(site)}

@pytest.mark.expects_errors("404")
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Worker, expect

from tests.browser import built, scratch, server
from tests.browser.calculator import TIMEOUT

expect.set_options(timeout=TIMEOUT)


@dataclass
class Visit:
    """All requests and errors of a page, from its first address to its last."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def origins(self) -> set[str]:
        """Every host that files came from."""
        return {origin(url) for url in self.requests if url.startswith("http")}

    def watch(self, page: Page) -> None:
        """Record the requests and errors of a page and its workers."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self.hear)
        # Chromium reports an unhandled rejection in the same way as an error.
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("crash", lambda _: self.errors.append("the page crashed"))
        page.on("worker", self.watch_worker)

    def watch_worker(self, worker: Worker) -> None:
        worker.on("console", self.hear)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "assert"):
            self.errors.append(f"console: {message.text} ({message.location.get('url', '')})")


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@pytest.fixture(scope="session")
def site_folder() -> Path:
    """The built site."""
    return built.site()


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of the built site, at the root of a plain static host."""
    with server.serve(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def site_below(site_folder: Path) -> Iterator[str]:
    """The address of the built site under a sub-path of a plain static host."""
    with server.serve(site_folder, prefix="/some/where/") as address:
        yield address


@pytest.fixture(scope="session")
def addressed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site that is built with its own address."""
    folder: Path = tmp_path_factory.mktemp("addressed")
    return folder


@pytest.fixture(scope="session")
def addressed(addressed_folder: Path) -> Iterator[str]:
    """The address of a site that is built with it as `site_url`, as instant navigation needs."""
    with server.serve(addressed_folder, prefix="/llama/4/") as address:
        built.build(addressed_folder, address)
        yield address


@pytest.fixture(scope="session")
def scratch_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an empty page with the scratch Python of `scratch.py`."""
    folder: Path = tmp_path_factory.mktemp("scratch")
    scratch.write(folder)
    return folder


@pytest.fixture(scope="session")
def scratch_host(scratch_folder: Path) -> Iterator[str]:
    """The address of that page, on a host with the strictest policy that works."""
    with server.serve(scratch_folder, files=scratch.Strict) as address:
        yield address


@pytest.fixture
def client(page: Page, scratch_host: str, scratch_folder: Path) -> scratch.Client:
    """The page's client of the worker, in that page."""
    return scratch.Client(page, scratch_host, scratch_folder)


@pytest.fixture
def visit(request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The requests and errors of the test's page; an unexpected error fails the test."""
    visit = Visit()
    yield visit
    expected = [mark.args[0] for mark in request.node.iter_markers("expects_errors")]
    surprises = [
        error for error in visit.errors if not any(re.search(one, error) for one in expected)
    ]
    assert not surprises, "\n".join(surprises)


@pytest.fixture
def fault(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Records that the page survived a fault, such as “snapshot missing”."""
    return lambda name: record_property("fault", name)


@pytest.fixture(scope="session")
def opened(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Visit]]:
    """A page of the site, loaded once for all tests that look at it: `seen` is the page."""
    context = browser.new_context()
    context.set_default_timeout(TIMEOUT)
    visit = Visit()
    context.on("page", visit.watch)
    page = context.new_page()
    page.goto(site + request.param)
    yield page, visit
    context.close()


@pytest.fixture
def seen(opened: tuple[Page, Visit]) -> Iterator[Page]:
    """A page to look at, not to use: other tests see it after this one. Its path is a parameter.

    @pytest.mark.parametrize("opened", built.pages(), indirect=True)
    """
    page, visit = opened
    window = page.viewport_size
    assert window
    yield page
    page.set_viewport_size(window)
    page.emulate_media(media="null", contrast="null")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    assert visit.errors == []


@pytest.fixture
def page(browser: Browser, visit: Visit) -> Iterator[Page]:
    """A new page in a new profile, watched by `visit`."""
    context = browser.new_context()
    context.set_default_timeout(TIMEOUT)
    context.on("page", visit.watch)
    yield context.new_page()
    context.close()
