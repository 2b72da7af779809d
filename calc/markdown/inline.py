"""Computed values in a sentence, so that an author types none by hand.

    `#!value brew.strength method=filter water=1.5`
    `#!value brew.strength method=filter / brew.strength method=espresso`
    `#!exact brew.caffeine cups=3 - brew.caffeine cups=2`

The first word is CALCULATOR.RESULT, or CALCULATOR.PARAMETER for its start value; for a cell of a
table CALCULATOR.RESULT.ROW.COLUMN, with rows counted from 0: `loan.instalments.0.interest`. The
inputs that differ from the calculator's start values follow. If one of these is a result, the value
is that of the input which gives it: `savings.monthly end=20000`. A value may be divided by another
value of the same unit, or have it subtracted. `value` is rounded as the calculator shows it,
`exact` has all digits. An input may be a range, `weight="20 to 45"`; then the value is a median
with its 90 % interval.

A result with a formula has it in its title, in words and in numbers; `data-how` has the same for
the line at the bottom of the window that a tap shows. It takes the focus, but is no tab stop: the
calculators show their formulas to the keyboard.
"""

import re
import shlex
from typing import Any

from calc import words
from calc.form import display, numbers, registry, show, shown_of, solve, state
from calc.form.declare import Calculator
from calc.form.derivation import derive
from calc.form.fields import Choice
from calc.form.line_fields import Date
from calc.form.markup import escape
from calc.form.memo import memo
from calc.form.number_field import Number
from calc.form.table import Result, has_rows
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import FaultError, PageError
from calc.units import Unknown


def rounded(source: str, _: Conversion) -> str:
    """`#!value`, with three digits. Raises PageError and `registry.UnknownCalculator`."""
    return _markup(source, exact=False)


def exact(source: str, _: Conversion) -> str:
    """`#!exact`, with all digits. Raises PageError and `registry.UnknownCalculator`."""
    return _markup(source, exact=True)


def _markup(source: str, *, exact: bool) -> str:
    above, *below = re.split(" ([/-]) ", source)
    value, row, text = _value(above)
    if below:
        if any(_filled(one)[0].ranges for one in (above, below[-1])):
            raise PageError(f"{source} compares a range with another value; use a number.")
        value, row = _ratio_or_difference(value, row, *below)
        text = ""
    if isinstance(value, Unknown):
        raise PageError(f"{source} is not known: {value.reason}")
    where = f' data-value="{escape(source)}"' + ("" if below else _how(above))
    if row is None:
        return f"<span{where}>{escape(text)}</span>"
    if not text and not (exact and row.kind == "number"):
        return show.markup(value, row, where)
    shown = (
        text or display.exact(value, row.unit) or display.quantity(value, row.unit, rounded=False)
    )
    return f'<data{where} value="{show.raw(value)}">{escape(shown)}</data>'


def _how(source: str) -> str:
    """Attributes that say how a result is computed; "" for what has no formula."""
    filled, field = _filled(source)
    results = filled.calculator.results
    if field not in results or filled.spread or not results.keys().isdisjoint(_parsed(source)[2]):
        return ""
    found = derive(results[field], filled)
    if not found:
        return ""
    template = numbers.in_formula(found.template)
    in_words, in_numbers = template.format_map(found.words), template.format_map(found.numbers)
    how = escape(f"{results[field].label} = {in_words} = {in_numbers}")
    return f' title="{how}" data-how="{how}" tabindex="-1"'


def _ratio_or_difference(value: Any, row: Result | None, *rest: str) -> tuple[Any, Result]:
    """The value divided by another of its unit, or less another, and how that is shown."""
    if len(rest) > 2:
        raise PageError("Only two values can be compared; name two.")
    sign, below = rest
    other, row_below, _ = _value(below)
    numbers = [one for one in (row, row_below) if one and one.kind == "number"]
    if len({one.unit for one in numbers}) != 1 or len(numbers) != 2 or None in (value, other):
        raise PageError(f"{below} has another unit than the value before it; use the same unit.")
    if sign == "-":
        return value - other, numbers[0]
    if other == 0:
        raise PageError(f"{below} is 0, so there is no ratio; divide by another value.")
    return value / other, Result(name="", label="", unit="ratio")


@memo(5000, in_builds=5000)
def _value(source: str) -> tuple[Any, Result | None, str]:
    """A value, how it is shown, and for an input its text; None where only the text is shown.

    Of a result of ranges, the median, with the text of its interval or its bounds.
    """
    filled, field = _filled(source)
    calculator = filled.calculator
    inputs = _parsed(source)[2].items()
    wanted = {result: text for result, text in inputs if result in calculator.results}
    if wanted:
        return _solved(filled, field, wanted)
    result, _, cell = field.partition(".")
    if result in calculator.results:
        value, row = _result(filled, calculator.results[result], cell)
        if filled.spread and field in filled.spread.numbers:
            return filled.value(field), row, shown_of.text(filled, row)
        return value, row, ""
    if field in filled.entries:
        return _entry(filled.entries[field])
    raise _no_field(result, calculator)


@memo(5000, in_builds=5000)
def _filled(source: str) -> tuple[state.FormState, str]:
    """The form with the inputs of a value, and the name of the value in it."""
    name, field, inputs = _parsed(source)
    calculator = registry.find(name)
    inputs = {one: text for one, text in inputs.items() if one not in calculator.results}
    for parameter in inputs:
        if parameter not in calculator.fields:
            names = ", ".join(calculator.fields)
            raise PageError(f"{name} has no parameter {parameter}; it has {names}.")
    filled = state.fill(calculator, state.FormSettings(), inputs)
    for parameter, entry in filled.entries.items():
        if entry.error:
            raise PageError(f"{name}({parameter}): {entry.error}")
    if filled.fault:
        raise FaultError(name, filled.values) from filled.fault
    if filled.problem:
        raise PageError(f"{name}: {filled.problem}")
    return filled, field


def _solved(filled: state.FormState, field: str, wanted: dict[str, str]) -> tuple[Any, Result, str]:
    """The value of an input that gives the wanted result."""
    name = filled.calculator.name
    try:
        found = solve.solve(filled, {field: wanted})
    except solve.SolveError as error:
        raise PageError(f"{name}: {error}") from error
    if not found.chosen:
        raise PageError(f"{name}: {found.sentence}")
    kind = filled.entries[field].field
    unit = kind.unit if isinstance(kind, Number) else ""
    return found.chosen.value, Result(name="", label="", unit=unit), ""


def _result(filled: state.FormState, row: Result, cell: str) -> tuple[Any, Result]:
    """A result, or a cell of one that is a table, and how it is shown."""
    name, value = f"{filled.calculator.name}.{row.name}", getattr(filled.result, row.name)
    if row.chart:
        raise PageError(f"{name} is a drawing, not a value; a fence would show it.")
    if row.kind != "table" and cell:
        raise PageError(f"{name} is not a table, so it has no {cell}; use {name}.")
    if row.kind != "table" or isinstance(value, Unknown):
        return value, row
    first = f"{name}.0.{next(iter(row.columns))}"
    if not cell:
        raise PageError(f"{name} is a table, not a value; use {first} or a fence.")
    at, _, column = cell.partition(".")
    if not at.isdecimal() or column not in row.columns:
        columns = ", ".join(row.columns)
        raise PageError(f"{name} has no cell {cell}; use {first}. Its columns are {columns}.")
    if not has_rows(value) or int(at) >= len(value):
        rows = len(value) if has_rows(value) else 0
        raise PageError(f"{name} has no row {at}; it has {rows}, counted from 0.")
    return getattr(value[int(at)], column), row.columns[column]


def _parsed(source: str) -> tuple[str, str, dict[str, str]]:
    """Calculator, result or parameter, and inputs."""
    try:
        what, *given = shlex.split(source)
        name, field = what.split(".", 1)
        inputs = dict(part.split("=", 1) for part in given)
    except ValueError:
        raise PageError(f"`#!value {source}` cannot be read; use `#!value {_example()}`.") from None
    if len(inputs) < len(given):
        raise PageError(f"`#!value {source}` names a parameter twice; name it once.")
    return name, field, inputs


def _entry(entry: state.Entry) -> tuple[Any, Result | None, str]:
    match entry.field:
        case _ if entry.value is None:
            return None, None, words.current().none
        case Number() if entry.range:
            return None, None, entry.text
        case Number() as kind:
            return entry.value, Result(name="", label="", unit=kind.unit), entry.text
        case Choice() as kind:
            return entry.value, None, kind.option(entry.value).label
        case Date():
            return entry.value, Result(name="", label="", kind="date"), ""
    return entry.value, None, entry.text


def _no_field(field: str, calculator: Calculator[..., Any]) -> PageError:
    names = ", ".join([*calculator.results, *calculator.fields])
    return PageError(f"{calculator.name} has no result and no parameter {field}; it has {names}.")


def _example() -> str:
    """A value that the site has."""
    calculator = registry.find(registry.names()[0])
    return f"{calculator.name}.{next(iter(calculator.results))}"
