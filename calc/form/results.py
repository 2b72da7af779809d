"""The results as HTML: a headline and a table with their formulas; and tables and figures."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from calc import words
from calc.form import numbers, show, shown_of
from calc.form.derivation import derive
from calc.form.drawn import Drawn
from calc.form.markup import escape
from calc.form.sentences import Reasons
from calc.form.state import FormState
from calc.form.table import Result, has_rows
from calc.units import Unknown

if TYPE_CHECKING:
    from calc.form.compare import Comparison


SHORT_TEXT = 24
"""Characters of a text that are beside its label; a longer one is below it."""


def results(state: FormState, shown: Collection[str], pinned: Sequence[FormState] = ()) -> str:
    """The rows of the names in `shown`: one as the headline, the others as a table.

    Beside pinned scenarios all rows are in the table.
    """
    listed = [row for row in _listed(state, shown) if row.single]
    comparison = _comparison(state, pinned)
    reasons = Reasons()
    first = None if comparison else headline(state, listed)
    top = _headline(first, state, reasons) if first else ""
    rows = "".join(_rows((row for row in listed if row is not first), state, comparison, reasons))
    return (
        top + (_table(rows, state, comparison) if rows else "") + _of_ranges(state, shown, pinned)
    )


def figures(
    state: FormState, shown: Collection[str], key: str, pinned: Sequence[FormState] = ()
) -> str:
    """The tables and charts of the names in `shown`; ids begin with `key`."""
    comparison = _comparison(state, pinned)
    rows = (row for row in _listed(state, shown) if not row.single)
    return "".join(_below(row, state, key, comparison) for row in rows)


def _of_ranges(state: FormState, shown: Collection[str], pinned: Sequence[FormState]) -> str:
    """What the results of ranges are, and which range moves a result most."""
    if not any(one.spread for one in (state, *pinned)):
        return ""
    from calc.form.ranges import show as ranges  # loaded only for ranges

    return ranges.below(state, shown, pinned)


def headline(state: FormState, listed: Sequence[Result]) -> Result | None:
    """The result that is shown large: the first announced one of those that are shown."""
    rows = {row.name: row for row in listed if getattr(state.result, row.name) != ""}
    names = [name for name in state.calculator.announced if name in rows]
    return rows[names[0]] if names else next(iter(rows.values()), None)


def _listed(state: FormState, shown: Collection[str]) -> list[Result]:
    return [row for name, row in state.calculator.results.items() if name in shown]


def _comparison(state: FormState, pinned: Sequence[FormState]) -> "Comparison | None":
    if not pinned:
        return None
    from calc.form.compare import Comparison  # not loaded until a scenario is pinned

    return Comparison(state, pinned)


def _headline(row: Result, state: FormState, reasons: Reasons) -> str:
    """The label and the value in one paragraph, and the formula below it."""
    label, (cell, work) = escape(row.label), _cell(row, state, reasons)
    return f"<p data-headline><span>{label}</span> {cell}</p>{work}"


def _table(rows: str, state: FormState, comparison: "Comparison | None") -> str:
    """The table. Its empty `class` keeps the script of Material from wrapping it, which would
    make the page differ from an answer.
    """
    caption = f"<caption>{escape(state.calculator.title)}</caption>"
    head = comparison.head() if comparison else ""
    return f'<table class="">{caption}{head}<tbody>{rows}</tbody></table>'


def _below(row: Result, state: FormState, key: str, comparison: "Comparison | None") -> str:
    """A table or a figure, of pinned scenarios too."""
    value, parts = getattr(state.result, row.name), ""
    if isinstance(value, Unknown):
        parts = f"<p>{escape(row.label)}: {_unknown(row.name, value.reason, value.reason)}</p>"
    elif value is None:
        parts = f"<p>{escape(row.label)}: {show.NOTHING}</p>"
    if row.kind == "table":
        parts += _tables(row, value, comparison)
    drawn = row.figure(value)
    return parts + (_figure(row, drawn, key, comparison) if drawn else "")


def _tables(row: Result, value: Any, comparison: "Comparison | None") -> str:
    """The table of the form, if it is known, then those of pinned scenarios."""
    from calc.form import result_tables  # loaded only for a calculator with a table

    tables = result_tables.table(row, value, row.label, named=True) if has_rows(value) else ""
    for name, rows in comparison.tables(row) if comparison else ():
        tables += result_tables.table(row, rows, f"{row.label}, {name}")
    return tables


def _figure(row: Result, drawn: Drawn, key: str, comparison: "Comparison | None") -> str:
    if not comparison:
        return drawn.markup(f"{key}-{row.name}")
    charts = enumerate(comparison.charts(row))
    return "".join(one.markup(f"{key}-{row.name}{f'-{n}' if n else ''}") for n, one in charts)


def _rows(
    rows: Iterable[Result], state: FormState, comparison: "Comparison | None", reasons: Reasons
) -> Iterator[str]:
    """A row for each value; a reason that several share is given once.

    An empty text has no row, unless another scenario has a text in it.
    """
    for row in rows:
        value = getattr(state.result, row.name)
        if value == "" and not (comparison and comparison.has_text(row)):
            continue
        cell = "".join(_cell(row, state, reasons))
        more = comparison.cells(row) if comparison else ""
        kind = " data-text" if isinstance(value, str) and len(value) > SHORT_TEXT else ""
        yield f'<tr{kind}><th scope="row">{escape(row.label)}</th><td>{cell}</td>{more}</tr>'


def _cell(row: Result, state: FormState, reasons: Reasons) -> tuple[str, str]:
    """A result, and its formula to unfold."""
    value = getattr(state.result, row.name)
    if isinstance(value, Unknown):
        return _unknown(row.name, value.reason, reasons.once(value.reason)), ""
    if state.spread and row.name in state.spread.numbers:
        return shown_of.markup(state, row, f' data-result="{row.name}"'), _derivation(row, state)
    return _known(row, value), _derivation(row, state)


def _unknown(name: str, reason: str, shown: str) -> str:
    """An unknown result. The attribute has the whole reason, for sentences that quote it."""
    attribute, said = escape(reason), words.current()
    why = said.unknown_because.format(reason=escape(shown))
    return f'<span data-unknown="{name}" data-reason="{attribute}">{why}</span>'


def _known(row: Result, value: Any) -> str:
    """A known result, and all its digits if some are not shown."""
    exact = escape(show.exact(value, row))
    more = f" <small>{exact}</small>" if exact else ""
    return show.markup(value, row, f' data-result="{row.name}"') + more + _find(row)


def _find(row: Result) -> str:
    """A button to find what gives a number; its sign is in the style sheet."""
    if row.kind != "number":
        return ""
    said = words.current()
    label = escape(said.find_this_result.format(label=row.label))
    return (
        f' <button type="button" data-find="{row.name}" aria-label="{label}"'
        f' title="{said.find_this}"></button>'
    )


def _derivation(row: Result, state: FormState) -> str:
    """What unfolds: the formula in words, then with its numbers, and its source."""
    found = derive(row, state)
    if not found:
        return ""
    template = numbers.in_formula(_template(found.template))
    labels = {name: escape(label) for name, label in found.words.items()}
    values = {name: escape(number) for name, number in found.numbers.items()}
    line = template.format_map(values)
    if state.spread and row.name in state.spread.numbers:
        result = escape(show.text(getattr(state.result, row.name), row))
        line = words.current().range_at_middle.format(numbers=line, result=result)
    source = escape(found.source)
    if found.address:
        source = f'<a href="{escape(found.address)}">{source}</a>'
    return (
        f"<details data-work><summary>{words.current().work}</summary>"
        f"<div data-formula>= {template.format_map(labels)}</div>"
        f"<div data-numbers>= {line}</div>"
        + (f"<div data-source>{source}</div>" if source else "")
        + "</details>"
    )


def _template(formula: str) -> str:
    """The formula as HTML, its terms still in braces."""
    formula = formula.replace("**", "^")
    if "^" not in formula:
        return escape(formula)
    from calc.form.exponents import with_exponents  # loaded only for formulas with exponents

    return with_exponents(formula)
