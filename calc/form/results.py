"""The results as HTML: a table of numbers with their formulas, and figures below it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from calc.form import display
from calc.form.derivation import derive
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
    """The rows of the names in `shown` as a table, the figures below it; ids begin with `key`."""
    comparison = None
    if pinned:
        from calc.form.compare import Comparison  # not loaded until a scenario is pinned

        comparison = Comparison(state, pinned)
    listed = [row for name, row in state.calculator.results.items() if name in shown]
    rows = "".join(_rows((row for row in listed if not row.chart), state, comparison))
    figures = "".join(_figure(row, state, key, comparison) for row in listed if row.chart)
    return (_table(rows, state, comparison) if rows else "") + figures


def _table(rows: str, state: FormState, comparison: "Comparison | None") -> str:
    """The table. Its empty `class` keeps the script of Material from wrapping it, which would
    make the page differ from an answer.
    """
    caption = f"<caption>{escape(state.calculator.title)}</caption>"
    head = comparison.head() if comparison else ""
    return f'<table class="">{caption}{head}<tbody>{rows}</tbody></table>'


def _figure(row: Result, state: FormState, key: str, comparison: "Comparison | None") -> str:
    value = getattr(state.result, row.name)
    if isinstance(value, Unknown):
        return f"<p>{escape(row.label)}: {_unknown(row.name, value.reason, value.reason)}</p>"
    if not comparison:
        drawing: str = value.markup(f"{key}-{row.name}")
        return drawing
    charts = enumerate(comparison.charts(row))
    return "".join(one.markup(f"{key}-{row.name}{f'-{n}' if n else ''}") for n, one in charts)


def _rows(
    rows: Iterable[Result], state: FormState, comparison: "Comparison | None"
) -> Iterator[str]:
    """A row for each number; a reason that several share is given once."""
    reasons = Reasons()
    for row in rows:
        value = getattr(state.result, row.name)
        if isinstance(value, Unknown):
            cell = _unknown(row.name, value.reason, reasons.once(value.reason))
        else:
            cell = _number(row.name, value, row.unit) + _derivation(row, state)
        more = comparison.cells(row) if comparison else ""
        yield f'<tr><th scope="row">{escape(row.label)}</th><td>{cell}</td>{more}</tr>'


def _unknown(name: str, reason: str, shown: str) -> str:
    """An unknown result. The attribute has the whole reason, for sentences that quote it."""
    attribute = escape(reason)
    return f'<span data-unknown="{name}" data-reason="{attribute}">unknown: {escape(shown)}</span>'


def _number(name: str, value: float, unit: str) -> str:
    """A known result: the raw value in an attribute, the shown one as text."""
    exact = escape(display.exact(value, unit))
    more = f" <small>{exact}</small>" if exact else ""
    shown = escape(display.quantity(value, unit))
    return f'<data data-result="{name}" value="{value!r}">{shown}</data>{more}'


def _derivation(row: Result, state: FormState) -> str:
    """The formula in words, then with its numbers, and its source."""
    found = derive(row, state)
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
    """The formula as HTML, its terms still in braces."""
    if "^" not in formula:
        return escape(formula)
    from calc.form.exponents import with_exponents  # loaded only for formulas with exponents

    return with_exponents(formula)
