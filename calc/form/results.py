"""A result: a table with a row a number, its formula below it, and figures below the table."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from calc.form import display
from calc.form.markup import escape
from calc.form.reading import Reading
from calc.form.sentences import Reasons, capital, in_words
from calc.form.table import Result
from calc.form.work import work
from calc.units import Unknown

if TYPE_CHECKING:
    from calc.form.compare import Comparison


def results(
    reading: Reading, shown: Collection[str], key: str, pinned: Sequence[Reading] = ()
) -> str:
    """The table with the rows of those names, and the figures below it; ids begin with `key`."""
    beside = None
    if pinned:
        from calc.form.compare import Comparison  # only for who compares

        beside = Comparison(reading, pinned)
    listed = [row for name, row in reading.calculator.results.items() if name in shown]
    rows = "".join(_rows((row for row in listed if not row.chart), reading, beside))
    figures = "".join(_figure(row, reading, key, beside) for row in listed if row.chart)
    return (_table(rows, reading, beside) if rows else "") + figures


def summary(reading: Reading, shown: Collection[str]) -> str:
    """The results in one short sentence, for who hears them."""
    rows = reading.calculator.results
    names = [name for name in reading.calculator.said if name in shown]
    names = names or [name for name in rows if name in shown and not rows[name].chart][:2]
    said = []
    for name in names:
        value = getattr(reading.result, name)
        unknown = isinstance(value, Unknown)
        figure = "unknown" if unknown else display.quantity(value, rows[name].unit)
        said.append(f"{in_words(rows[name].label)} {figure}")
    return capital(", ".join(said)) + "."


def _table(rows: str, reading: Reading, beside: "Comparison | None") -> str:
    """The empty `class` keeps Material's script from wrapping it, or the page would differ from
    what is put in its place.
    """
    caption = f"<caption>{escape(reading.calculator.title)}</caption>"
    head = beside.head() if beside else ""
    return f'<table class="">{caption}{head}<tbody>{rows}</tbody></table>'


def _figure(row: Result, reading: Reading, key: str, beside: "Comparison | None") -> str:
    value = getattr(reading.result, row.name)
    if isinstance(value, Unknown):
        return f"<p>{escape(row.label)}: {_unknown(row.name, value.reason, value.reason)}</p>"
    if not beside:
        drawing: str = value.markup(f"{key}-{row.name}")
        return drawing
    charts = enumerate(beside.charts(row))
    return "".join(one.markup(f"{key}-{row.name}{f'-{n}' if n else ''}") for n, one in charts)


def _rows(rows: Iterable[Result], reading: Reading, beside: "Comparison | None") -> Iterator[str]:
    """A row a number; why one is unknown is said once."""
    reasons = Reasons()
    for row in rows:
        value = getattr(reading.result, row.name)
        if isinstance(value, Unknown):
            cell = _unknown(row.name, value.reason, reasons.words(value.reason))
        else:
            cell = _number(row.name, value, row.unit) + _work(row, reading)
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


def _work(row: Result, reading: Reading) -> str:
    """The formula in words, then with its numbers, and its source."""
    found = work(row, reading)
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
    from calc.form.powers import raised  # only for calculators with powers

    return raised(formula)
