"""A calculator in a page, and CPython's results for the same inputs."""

from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

from calc.form import registry, state

TIMEOUT = 180_000
"""Milliseconds that a test waits at most: enough for Python's first answer on a busy computer, as
only a test that fails waits that long."""

SINGLE = '[data-result]:not([data-result*="."])'
"""The results that are in no table of their own."""


class Calculator:
    """`Calculator(page, "experts")["routed_experts"]` is the control, `.result(…)` the number."""

    def __init__(self, page: Page, name: str) -> None:
        self.name = name
        self.element = page.locator(f"live-calculator#{name}")

    def __getitem__(self, parameter: str) -> Locator:
        self._unfold(parameter)
        return self.element.locator(f'[name="{parameter}"]')

    def slider(self, parameter: str) -> Locator:
        """The slider beside a text field."""
        self._unfold(parameter)
        return self.element.locator(f'[data-slider="{parameter}"]')

    def _unfold(self, parameter: str) -> None:
        """Show the assumptions if the field is one of them."""
        folded = f'details:not([open]):has([name="{parameter}"])'
        self.element.locator(folded).evaluate_all("all => all.forEach(one => { one.open = true })")

    def error(self, parameter: str) -> Locator:
        """The error beside a field."""
        return self.element.locator(f"#{self.name}-{parameter}-error")

    def result(self, field: str) -> Locator:
        """A number of the result."""
        return self.element.locator(f'[data-result="{field}"]')

    def settled(self, parameter: str, before: str) -> str:
        """The text of a field after it has changed from `before` and Python has answered."""
        expect(self[parameter]).not_to_have_value(before, timeout=TIMEOUT)
        expect(self.element).not_to_have_attribute("aria-busy", "true", timeout=TIMEOUT)
        return self[parameter].input_value()

    def results(self) -> dict[str, str]:
        """The raw values in the markup, without those in tables of their own."""
        script = "all => all.map(one => [one.dataset.result, one.getAttribute('value')])"
        return dict(self.element.locator(SINGLE).evaluate_all(script))

    def expect_state(self, state: str) -> None:
        """Wait until the element is in a state."""
        expect(self.element).to_have_attribute("state", state, timeout=TIMEOUT)

    def expect_results(self, **inputs: str) -> None:
        """Wait until all results equal those of CPython for the same texts, to the last digit."""
        wanted = cpython(self.name, **inputs)
        assert wanted
        for field, raw in wanted.items():
            expect(self.result(field)).to_have_attribute("value", raw, timeout=TIMEOUT)
        assert self.results() == wanted


def cpython(name: str, **inputs: str) -> dict[str, str]:
    """Raw results of a calculator, computed by this process."""
    filled = state.fill(registry.find(name), state.FormSettings(), inputs)
    assert filled.valid, filled
    values: dict[str, Any] = vars(filled.result)
    raw = {
        field: value if isinstance(value, str) else repr(value) for field, value in values.items()
    }
    # An empty text has no row.
    return {
        f: text
        for f, text in raw.items()
        if isinstance(values[f], int | float | str) and values[f] != ""
    }


def python_workers(page: Page) -> list[str]:
    """The workers that run Python; the theme's search has a worker too."""
    return [worker.url for worker in page.workers if "/runtime/" in worker.url]


def query(name: str, **inputs: str) -> str:
    """The query of a permalink."""
    return "?" + urlencode({f"{name}.{parameter}": text for parameter, text in inputs.items()})
