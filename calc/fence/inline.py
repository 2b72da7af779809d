"""Values inside a sentence, so that no computed figure is typed by hand.

    `#!value training_run.gpu_hours model=maverick tokens=40T`
    `#!value training_run.gpu_hours model=maverick / training_run.gpu_hours model=scout`

The first word is CALCULATOR.RESULT (or CALCULATOR.PARAMETER, for where it starts), then come the
inputs that differ from the calculator's own start; a value may be divided by another.
"""

import shlex
from functools import cache
from typing import Any

from pymdownx.inlinehilite import InlineHiliteException

from calc import calculators
from calc.fence import mistakes
from calc.fence.mistakes import PageError
from calc.form import display, html
from calc.form.fields import Number
from calc.form.reading import Page, read
from calc.units import Unknown


def format(src: str, language: str, class_name: str, md: Any) -> str:
    """Inlinehilite's formatter."""
    try:
        return _markup(src)
    except Exception as error:
        raise InlineHiliteException(mistakes.sentence(error, src)) from error


def _markup(source: str) -> str:
    above, *below = source.split(" / ")
    value, unit, shown = _value(above)
    for part in below:
        divisor, other, _ = _value(part)
        if other != unit or isinstance(value, str):
            raise PageError(f"{above} and {part} are not of one unit: no ratio.")
        value, unit = value / divisor, "ratio"
        shown = display.quantity(value, unit)
    if isinstance(value, Unknown):
        raise PageError(f"{source} is not known: {value.reason}")
    tag, raw = ("span", "") if isinstance(value, str) else ("data", f' value="{value!r}"')
    return f'<{tag} data-value="{html.escape(source)}"{raw}>{html.escape(shown)}</{tag}>'


@cache
def _value(source: str) -> tuple[Any, str, str]:
    """A value, its unit, and how it is shown; a choice is only shown."""
    try:
        what, *given = shlex.split(source)
        name, field = what.split(".")
        inputs = dict(part.split("=", 1) for part in given)
    except ValueError:
        raise PageError(
            f"`#!value {source}` cannot be read; "
            "`#!value training_run.gpu_hours model=maverick` would do."
        ) from None
    calculator = calculators.find(name)
    for parameter in inputs:
        if parameter not in calculator.fields:
            names = ", ".join(calculator.fields)
            raise PageError(f"{name} has no parameter {parameter}; it has {names}.")
    filled = read(calculator, Page(), inputs)
    for parameter, entry in filled.entries.items():
        if entry.error:
            raise PageError(f"{name}({parameter}): {entry.error}")
    if not filled.valid:
        raise PageError(f"{source}: {filled.problem}")
    if field in calculator.results:
        value, unit = getattr(filled.result, field), calculator.results[field].unit
        return value, unit, "" if isinstance(value, Unknown) else display.quantity(value, unit)
    if field in filled.entries:
        entry = filled.entries[field]
        number = isinstance(entry.field, Number)
        unit = entry.field.unit if isinstance(entry.field, Number) else ""
        return entry.value if number else entry.text, unit, entry.text
    names = ", ".join([*calculator.results, *calculator.fields])
    raise PageError(f"{name} has no result and no parameter {field}; it has {names}.")
