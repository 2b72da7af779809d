"""Results that are tables: a list of dataclasses, a row for each."""

from collections.abc import Iterator, Sequence
from typing import Any

from calc import words
from calc.form import show
from calc.form.markup import escape
from calc.form.sentences import Reasons
from calc.form.table import Result
from calc.units import Unknown

MIN_ROWS_OF_LONG = 25
"""A table of so many rows scrolls in a box of its own."""


def table(row: Result, rows: Sequence[Any], caption: str, *, named: bool = False) -> str:
    """The rows under the labels of their columns.

    With `named`, each cell has the name of its value: `instalments.0.interest`. The empty `class`
    keeps the script of Material from wrapping the table, as in `results`.
    """
    head = "".join(
        f'<th scope="col"{_side(column)}>{escape(column.label)}</th>'
        for column in row.columns.values()
    )
    reasons = Reasons()
    body = "".join(
        f"<tr>{''.join(_cells(row, at, one, reasons, named=named))}</tr>"
        for at, one in enumerate(rows)
    )
    long = ""
    if len(rows) >= MIN_ROWS_OF_LONG:
        long = f' data-long role="group" tabindex="0" aria-label="{escape(caption)}"'
    return (
        f'<div data-rows{long}><table class=""><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(row: Result, at: int, one: Any, reasons: Reasons, *, named: bool) -> Iterator[str]:
    for name, column in row.columns.items():
        value, path = getattr(one, name), f"{row.name}.{at}.{name}"
        if isinstance(value, Unknown):
            where = f'data-unknown="{path}"' if named else "data-unknown"
            reason, shown = escape(value.reason), escape(reasons.once(value.reason))
            unknown = words.current().unknown_because.format(reason=shown)
            cell = f'<span {where} data-reason="{reason}">{unknown}</span>'
        else:
            cell = show.markup(value, column, f' data-result="{path}"' if named else "")
        yield f"<td{_side(column)}>{cell}</td>"


def _side(column: Result) -> str:
    """Numbers are on the right."""
    return " data-number" if column.kind == "number" else ""
