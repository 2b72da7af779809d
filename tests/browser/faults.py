"""Faults between a host and a reader, and what the reader sees then."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from calc import words
from tests.browser.calculator import TIMEOUT, Calculator, cpython

type Fault = Callable[[Route], None]


def sentence(name: str, **fields: str) -> str:
    """A pattern of a sentence of the scripts, with patterns in its fields."""
    escaped = re.escape(words.current().scripts[name])
    for field, pattern in fields.items():
        escaped = escaped.replace(re.escape(f"{{{field}}}"), pattern)
    return escaped


RESULTS_STAY = words.current().failed


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


def overloaded(route: Route) -> None:
    route.fulfill(status=503, body="later")


def truncated(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.body()[:-1000])


def changed(route: Route) -> None:
    """One bit is flipped."""
    response = route.fetch()
    body = bytearray(response.body())
    body[len(body) // 2] ^= 1
    route.fulfill(response=response, body=bytes(body))


def portal(route: Route) -> None:
    """A captive portal: a network that answers every request with its sign-in page."""
    route.fulfill(content_type="text/html", body="<!doctype html><title>Sign in</title>")


def unreachable(route: Route) -> None:
    route.abort("internetdisconnected")


def garbled(route: Route) -> None:
    """A script that ends too early."""
    response = route.fetch()
    route.fulfill(response=response, body=response.text() + "\nexport {")


def before(script: str) -> Fault:
    """The worker's script comes with another script before it."""

    def handle(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=f"{script};\n{response.text()}")

    return handle


NOT_LOADED = sentence("notLoaded")

FILE_MISSING = sentence("fileMissing", file=r"runtime/\S+", status="404")

CONSOLE_MESSAGES = "404|503|ERR_|Failed to load|MIME type"
"""What a browser itself writes to its console when a file cannot be loaded."""


class HeldRequest:
    """A request that the test holds back until it continues or aborts it."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.page = page
        self.routes: list[Route] = []
        page.route(re.compile(pattern), self.hold)

    def hold(self, route: Route) -> None:
        self.routes.append(route)

    def wait(self) -> Route:
        """Wait until the page sends the request."""
        for _ in range(TIMEOUT // 20):
            if self.routes:
                break
            self.page.wait_for_timeout(20)
        [route] = self.routes
        return route


class Reader:
    """A reader who has typed something into `experts` during a fault. The old results stay in the
    page and are marked as stale.
    """

    def __init__(self, page: Page, text: str = "64") -> None:
        self.experts = Calculator(page, "experts")
        self.text = text
        self.status = self.experts.element.locator("[data-status]")
        self.stale = self.experts.element.locator("[data-results][data-stale]")
        self.experts["routed_experts"].fill(text)

    def sees_error(self, expected: str) -> None:
        """One plain sentence says what happened and what helps; nothing else has changed."""
        self.experts.expect_state("failed")
        expect(self.status).to_have_text(re.compile(rf"^{expected} {re.escape(RESULTS_STAY)}$"))
        message = self.status.inner_text().removesuffix(RESULTS_STAY)
        assert not re.search(r"Error|://|undefined|\[object", message)
        assert self.experts.results() == cpython("experts")
        expect(self.stale).to_have_count(1)
        expect(self.experts["routed_experts"]).to_have_value(self.text)

    def tries_again(self) -> None:
        self.experts.element.get_by_role("button", name="Try again").click()

    def sees_results(self) -> None:
        self.experts.expect_results(routed_experts=self.text)
        expect(self.experts.element.get_by_role("button", name="Try again")).to_be_hidden()
        expect(self.stale).to_have_count(0)
        expect(self.experts["routed_experts"]).to_have_value(self.text)
