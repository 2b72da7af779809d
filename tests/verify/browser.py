"""A browser of any make, as W3C's WebDriver protocols see it: a page, its script, its keys."""

import json
import time
from collections.abc import Callable
from typing import Any, Protocol

MAX_SECONDS = 120
"""Seconds for Python's first answer on a busy machine."""

ENTER, TAB, ARROW_RIGHT = "\ue007", "\ue004", "\ue014"
"""Keys without a character. Source: https://www.w3.org/TR/webdriver2/#keyboard-actions"""

NOTE_ERRORS = """
    window.complaints = [];
    const note = (text) => complaints.push(String(text));
    addEventListener("error", (event) => note(event.message));
    addEventListener("unhandledrejection", (event) => note(event.reason));
    addEventListener("securitypolicyviolation", (event) =>
        note(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


PAGE_IS_LOADED = """
    const path = new URL(argument).pathname;
    return location.pathname === path && document.readyState === "complete";
"""

WRAPPER = """
    const asked = async (argument) => { BODY };
    try {
        return JSON.stringify({ value: (await asked(JSON.parse(given))) ?? null });
    } catch (error) {
        return JSON.stringify({ error: String(error) });
    }
"""


class Wire(Protocol):
    """What both protocols can do."""

    def open(self, url: str) -> None: ...
    def back(self) -> None: ...
    def run(self, body: str, given: str) -> str: ...
    def act(self, actions: list[dict[str, Any]]) -> None: ...
    def close(self) -> None: ...


class Browser:
    """One window. `run` takes the body of a function of one `argument`, which may await."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire

    def open(self, url: str) -> None:
        """Go there and wait until it is loaded; from then on errors in the page are noted."""
        self.wire.open(url)
        # A browser that has just begun may take its empty page for the one that was asked for.
        self.until(PAGE_IS_LOADED, url)
        self.run(NOTE_ERRORS)

    def back(self) -> None:
        self.wire.back()

    def run(self, body: str, argument: Any = None) -> Any:
        """What a script in the page returns, by way of JSON."""
        answer = json.loads(self.wire.run(WRAPPER.replace("BODY", body), json.dumps(argument)))
        assert "error" not in answer, f"{answer['error']}, in: {body}"
        return answer["value"]

    def complaints(self) -> list[str]:
        """Errors, refused promises and violations of the policy since the page was opened."""
        return list(self.run("return complaints"))

    def until(self, body: str, argument: Any = None) -> Any:
        """Wait for a script to return something true; says what the page shows if it does not."""
        return wait(lambda: self.run(body, argument), lambda: self.run(STATES_AND_ERRORS))

    def type(self, selector: str, text: str) -> None:
        """Replace a field's text key by key, as a reader does."""
        self.focus(selector)
        self.run("document.activeElement.select?.()")
        self.press(*text)

    def focus(self, selector: str) -> None:
        script = "document.querySelector(argument).focus(); return document.activeElement.name"
        assert self.run(script, selector) is not None, selector

    def press(self, *keys: str) -> None:
        """Keys to whatever has the focus."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.wire.act([{"type": "key", "id": "keyboard", "actions": strokes}])

    def close(self) -> None:
        self.wire.close()


STATES_AND_ERRORS = """
    const all = [...document.querySelectorAll("live-calculator")];
    return all.map((one) => `${one.id}: ${one.getAttribute("state")}, ${one.innerText.slice(-300)}`)
        .concat(window.complaints ?? [])"""


def wait(true: Callable[[], Any], shown: Callable[[], Any]) -> Any:
    """Ask until it is true, or until patience ends."""
    end = time.monotonic() + MAX_SECONDS
    while not (found := true()):
        assert time.monotonic() < end, shown()
        time.sleep(0.1)
    return found
