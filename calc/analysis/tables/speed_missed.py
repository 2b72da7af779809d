"""The promises that were not kept, and why."""

from collections.abc import Iterator

from calc.analysis import measured

HEAD = ("Not kept", "Why")

REASONS = {
    "warm visit": (
        "Nothing is fetched any more. What is left is work for the processor: reading the page and "
        "its theme, and unpacking Python’s memory. The other page has almost nothing to read."
    ),
    "recompute from a text field": (
        "A change is read, computed, written as HTML, compared and laid out, on two threads of a "
        "browser that is paused three quarters of the time. The slowest of a hundred are among "
        "the first, when the browser has not optimised the code yet."
    ),
    "recompute from a slider": (
        "The same work as for a text field; each of its steps may have to wait for the browser to "
        "go on."
    ),
    "bytes before intent": (
        "The form, its figure and the answers of its presets are in the page, so that it can be "
        "read without a script and a preset answers at once. They are most of the difference."
    ),
    "largest contentful paint": (
        "A form has more to lay out than a table. Browsers can put that off for what is not on the "
        "screen, but then keep it from screen readers, too."
    ),
    "build time with 1000 calculators, against": (
        "Each calculator with values of its own is computed once for its start and once for each "
        "of its presets, which a table is not. What has been computed is kept, for the next build."
    ),
    "build time with 1000 calculators, built before": "Looking up what was kept also takes time.",
}
"""By the beginning of the promise."""


def rows() -> Iterator[list[str]]:
    """One row for each promise that was not kept."""
    for bound in measured.result("speed")["bounds"]:
        if not bound["met"]:
            says = bound["says"]
            yield [says[0].upper() + says[1:], reason(says)]


def reason(says: str) -> str:
    """Why a promise is not kept."""
    found = (why for start, why in REASONS.items() if says.startswith(start))
    return next(found, "Not known yet.")
