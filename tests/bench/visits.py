"""One visit to one page, as a reader makes it, and what it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from tests.bench import browsers
from tests.bench.links import Link, over
from tests.bench.variants import Variant
from tests.browser import server

SCRIPT = Path(__file__).with_name("measure.js")

SECONDS_TO_SETTLE = 3.0
"""Seconds that a browser gets to keep what it has compiled, before the same profile comes back."""

TOUCH = "([field, text, result]) => bench.touch(field, text, result)"
PLAY = "([field, texts, result]) => bench.play(field, texts, result)"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A first answer: seconds from navigation (or from the touch), and what had come by then."""

    seconds: float
    bytes: int
    requests: int


@dataclass(frozen=True, kw_only=True)
class Host:
    """A variant on a host at the end of a link, for a reader with a processor of some speed."""

    playwright: Playwright
    variant: Variant
    link: Link
    root: str
    slower: float = 1

    @contextmanager
    def visit(self, profile: Path, *, saving: bool = False) -> Iterator[Page]:
        """A browser with a profile, on its way to the page; `saving`: the reader saves data."""
        with browsers.opened(self.playwright, profile, slower=self.slower) as opened:
            page = opened.page
            page.add_init_script(path=SCRIPT)
            self.link.forget()
            if saving:
                told = {"dataSaverEnabled": True}
                page.context.new_cdp_session(page).send("Emulation.setDataSaverOverride", told)
            page.goto(f"{self.root}{self.variant.path}", wait_until="commit")
            yield page

    def touched(self, page: Page, text: str) -> list[float]:
        """Seconds: touched, answered, its picture begun and ended."""
        given = [self.variant.field, text, self.variant.result]
        return [one / 1000 for one in page.evaluate(TOUCH, given)]

    def answer(self, page: Page, text: str = "31e12") -> Answer:
        """The first answer to a field that is touched as soon as it can be."""
        *_, painted = self.touched(page, text)
        return Answer(seconds=painted, bytes=self.link.carried, requests=len(self.link.requests))


@contextmanager
def hosted(
    playwright: Playwright, variant: Variant, link: Link, slower: float = 1
) -> Iterator[Host]:
    """Serve a variant."""
    with server.serve(variant.folder, files=over(link)) as root:
        yield Host(playwright=playwright, variant=variant, link=link, root=root, slower=slower)


def cold(host: Host) -> Answer:
    """The first answer in a browser that knows nothing."""
    with browsers.profile() as profile, host.visit(profile) as page:
        return host.answer(page)


def cold_and_warm(host: Host) -> tuple[Answer, Answer]:
    """The same, and again in a new browser with the profile of the first."""
    with browsers.profile() as profile:
        with host.visit(profile) as page:
            first = host.answer(page)
            time.sleep(SECONDS_TO_SETTLE)
        with host.visit(profile) as page:
            return first, host.answer(page)


def after(host: Host, seconds: float) -> Answer:
    """From the touch to the answer, for a reader who reads before touching the field in view."""
    with browsers.profile() as profile, host.visit(profile) as page:
        page.evaluate("field => bench.ready(field).then(it => it.scrollIntoView())",
                      host.variant.field)  # fmt: skip
        now = page.evaluate("performance.now()") / 1000
        page.wait_for_timeout(1000 * max(0, seconds - now))
        touched, *_, painted = host.touched(page, "31e12")
        return Answer(
            seconds=painted - touched,
            bytes=host.link.carried,
            requests=len(host.link.requests),
        )


def recomputed(host: Host, inputs: int) -> dict[str, list[list[float]]]:
    """Times of many answers in one visit: to a text field, and to a slider where there is one."""
    with browsers.profile() as profile, host.visit(profile) as page:
        host.answer(page)
        return dict(_played(host, page, inputs))


def _played(host: Host, page: Page, inputs: int) -> Iterator[tuple[str, list[list[float]]]]:
    texts = [f"{31 + turn % 17}.{turn % 10}e12" for turn in range(1, inputs + 1)]
    sliders: dict[str, Any] = {"text": (host.variant.field, texts)}
    if host.variant.slider:
        span = page.locator(host.variant.slider)
        low, high = (float(span.get_attribute(end) or 0) for end in ("min", "max"))
        places = [str(low + (high - low) * (0.3 + 0.4 * turn / inputs)) for turn in range(inputs)]
        sliders["slider"] = (host.variant.slider, places)
    for kind, (field, values) in sliders.items():
        yield kind, page.evaluate(PLAY, [field, values, host.variant.result])
