"""Values of results, of every kind, as text for people and for programs."""

from enum import Enum
from typing import Any

from calc import words
from calc.form import display, members
from calc.form.markup import escape
from calc.form.table import Result

NOTHING = "–"
"""What is shown for None."""


def text(value: Any, row: Result) -> str:
    """A known value as people read it: "$12.50", "yes", "Light roast", "1 March 2026"."""
    match value:
        case None | "":
            return NOTHING
        case Enum():
            return row.labels.get(value.name) or members.label(value)
        case bool():
            return words.current().yes if value else words.current().no
        case int() | float():
            return display.quantity(value, row.unit, precision=row.precision)
        case str():
            return value
    from calc.form import dates  # loaded only where there are dates

    return dates.shown(value)


def raw(value: Any) -> str:
    """The exact value: a number as Python writes it, a text, a key, "yes", a date by ISO 8601."""
    match value:
        case None:
            return ""
        case Enum():
            return members.key(value)
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return repr(value)
        case str():
            return value
    from calc.form import dates

    return dates.iso(value)


def exact(value: Any, row: Result) -> str:
    """All digits of a whole number that `text` rounds; else ""."""
    if row.kind != "number" or value is None:
        return ""
    return display.exact(value, row.unit, row.precision)


def markup(value: Any, row: Result, attribute: str = "") -> str:
    """A known value as HTML: the exact one in an attribute, the shown one as text.

    `attribute` comes first in the tag, such as ` data-result="price"`.
    """
    shown, exactly = escape(text(value, row)), escape(raw(value))
    if row.kind in ("date", "duration") and value is not None:
        shown = f'<time datetime="{exactly}">{shown}</time>'
    return f'<data{attribute} value="{exactly}">{shown}</data>'
