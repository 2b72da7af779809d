"""A calculator in a page of any engine, as a player handles it."""

import re

from tests.browser.calculator import SINGLE, cpython
from tests.verify.browser import Browser

FORM = "const element = document.getElementById(argument.name);"
RESULTS = f"""{FORM} return Object.fromEntries([...element.querySelectorAll('{SINGLE}')]
    .map((one) => [one.dataset.result, one.getAttribute("value")]))"""
HAS_STATE = f"""{FORM} return element.getAttribute("state") === argument.state"""
FIELD_TEXT = f"{FORM} return element.querySelector(`[name=${{argument.parameter}}]`).value"
PRESS_BUTTON = f"""{FORM} const button = element.querySelector(argument.button);
    const seen = button.checkVisibility(); button.click(); return seen"""
CHOOSE_OPTION = f"""{FORM} const field = element.querySelector(`[name=${{argument.parameter}}]`);
    field.value = argument.value; field.dispatchEvent(new Event("input", {{ bubbles: true }}));
    return field.value === argument.value"""
STATUS = f"""{FORM} return element.querySelector("[data-status]").innerText"""


class Player:
    """`Player(browser, "experts").type(routed_experts="64")`, then `.sees(routed_experts="64")`."""

    def __init__(self, browser: Browser, name: str) -> None:
        self.browser, self.name = browser, name

    def results(self) -> dict[str, str]:
        """The raw values in the markup, without those in tables of their own."""
        return dict(self.browser.run(RESULTS, {"name": self.name}))

    def sees(self, **inputs: str) -> None:
        """Wait for the results that CPython gives for the same texts, to the last digit."""
        wanted = cpython(self.name, **inputs)
        same = f"""{FORM} return Object.entries(argument.wanted).every(([field, raw]) =>
            element.querySelector(`[data-result="${{field}}"]`)?.getAttribute("value") === raw)"""
        self.browser.until(same, {"name": self.name, "wanted": wanted})
        assert self.results() == wanted

    def is_in_state(self, state: str) -> None:
        """Wait until the element is."""
        self.browser.until(HAS_STATE, {"name": self.name, "state": state})

    def type(self, **inputs: str) -> None:
        """By keys, and leave the field."""
        for parameter, text in inputs.items():
            self.browser.type(f'#{self.name} [name="{parameter}"]', text)

    def choose(self, **inputs: str) -> None:
        """From a list."""
        for parameter, value in inputs.items():
            given = {"name": self.name, "parameter": parameter, "value": value}
            assert self.browser.run(CHOOSE_OPTION, given), inputs

    def given(self, parameter: str) -> str:
        """The text of a field."""
        return str(self.browser.run(FIELD_TEXT, {"name": self.name, "parameter": parameter}))

    def press(self, button: str) -> None:
        """A button that can be seen, by its selector."""
        assert self.browser.run(PRESS_BUTTON, {"name": self.name, "button": button}), button

    def sees_error(self, sentence: str) -> None:
        """There is one plain sentence below the results, which are the earlier ones."""
        self.is_in_state("failed")
        said = self.browser.run(STATUS, {"name": self.name})
        assert re.fullmatch(rf"{sentence} The results shown are unchanged\.", said.strip()), said
        assert self.results() == cpython(self.name)
