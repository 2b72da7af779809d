"""A result: a table with a row a number, its formula below it, and figures below the table."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from calc.form import display
from calc.form.derivation import work
from calc.form.markup import escape
from calc.form.sentences import Reasons
from calc.form.state import FormState
from calc.form.table import Result
from calc.units import Unknown

if TYPE_CHECKING:
    from calc.form.compare import Comparison


def results(
    state: FormState, shown: Collection[str], key: str, pinned: Sequence[FormState] = ()
) -> str:
    """The table with the rows of those names, and the figures below it; ids begin with `key`."""
    beside = None
    if pinned:
        from calc.form.compare import Comparison  # only for who compares

        beside = Comparison(state, pinned)
    listed = [row for name, row in state.calculator.results.items() if name in shown]
    rows = "".join(_rows((row for row in listed if not row.chart), state, beside))
    figures = "".join(_figure(row, state, key, beside) for row in listed if row.chart)
    return (_table(rows, state, beside) if rows else "") + figures


def _table(rows: str, state: FormState, beside: "Comparison | None") -> str:
    """The empty `class` keeps Material's script from wrapping it, or the page would differ from
    what is put in its place.
    """
    caption = f"<caption>{escape(state.calculator.title)}</caption>"
    head = beside.head() if beside else ""
    return f'<table class="">{caption}{head}<tbody>{rows}</tbody></table>'


def _figure(row: Result, state: FormState, key: str, beside: "Comparison | None") -> str:
    value = getattr(state.result, row.name)
    if isinstance(value, Unknown):
        return f"<p>{escape(row.label)}: {_unknown(row.name, value.reason, value.reason)}</p>"
    if not beside:
        drawing: str = value.markup(f"{key}-{row.name}")
        return drawing
    charts = enumerate(beside.charts(row))
    return "".join(one.markup(f"{key}-{row.name}{f'-{n}' if n else ''}") for n, one in charts)


def _rows(rows: Iterable[Result], state: FormState, beside: "Comparison | None") -> Iterator[str]:
    """A row a number; why one is unknown is said once."""
    reasons = Reasons()
    for row in rows:
        value = getattr(state.result, row.name)
        if isinstance(value, Unknown):
            cell = _unknown(row.name, value.reason, reasons.words(value.reason))
        else:
            cell = _number(row.name, value, row.unit) + _work(row, state)
        more = beside.cells(row) if beside else ""
        yield f'<tr><th scope="row">{escape(row.label)}</th><td>{cell}</td>{more}</tr>'


def _unknown(name: str, reason: str, shown: str) -> str:
    """The reason stands in the markup, too, for sentences that follow this result alone."""
    whole = escape(reason)
    return f'<span data-unknown="{name}" data-reason="{whole}">unknown: {escape(shown)}</span>'


def _number(name: str, value: float, unit: str) -> str:
    """A result: the raw value in the markup, the shown one for people."""
    exact = escape(display.exact(value, unit))
    more = f" <small>{exact}</small>" if exact else ""
    shown = escape(display.quantity(value, unit))
    return f'<data data-result="{name}" value="{value!r}">{shown}</data>{more}'


def _work(row: Result, state: FormState) -> str:
    """The formula in words, then with its numbers, and its source."""
    found = work(row, state)
    if not found:
        return ""
    template = _template(found.template)
    words = {name: escape(label) for name, label in found.words.items()}
    numbers = {name: escape(number) for name, number in found.numbers.items()}
    source = escape(found.source)
    if found.address:
        source = f'<a href="{escape(found.address)}">{source}</a>'
    return (
        f"<div data-formula>= {template.format_map(words)}</div>"
        f"<div data-numbers>= {template.format_map(numbers)}</div>"
        + (f"<div data-source>{source}</div>" if source else "")
    )


def _template(formula: str) -> str:
    """The formula as markup, its terms still in braces."""
    if "^" not in formula:
        return escape(formula)
    from calc.form.exponents import raised  # only for calculators with powers

    return raised(formula)
