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
from calc.form import display, reading
from calc.form.declare import Calculator
from calc.form.fields import Choice
from calc.form.markup import escape
from calc.form.number import Number
from calc.units import Unknown


def format(src: str, language: str, class_name: str, md: Any) -> str:
    """Inlinehilite's formatter."""
    try:
        return _markup(src)
    except Exception as error:
        raise InlineHiliteException(mistakes.sentence(error, f"#!{language} {src}")) from error


def _markup(source: str) -> str:
    above, *below = source.split(" / ")
    value, unit, shown = _value(above)
    for part in below:
        divisor, other, _ = _value(part)
        if other != unit or isinstance(value, str) or isinstance(divisor, str):
            raise PageError(f"{above} and {part} are not of one unit; two that are would do.")
        if divisor == 0:
            raise PageError(f"{part} is 0, so there is no ratio; another divisor would do.")
        value, unit = value / divisor, "ratio"
        shown = "" if isinstance(value, Unknown) else display.quantity(value, unit)
    if isinstance(value, Unknown):
        raise PageError(f"{source} is not known: {value.reason}")
    if isinstance(value, str):
        return f'<span data-value="{escape(source)}">{escape(shown)}</span>'
    return f'<data data-value="{escape(source)}" value="{value!r}">{escape(shown)}</data>'


@cache
def _value(source: str) -> tuple[Any, str, str]:
    """A value, its unit, and how it is shown; a choice is only shown."""
    name, field, inputs = _parsed(source)
    calculator = calculators.find(name)
    for parameter in inputs:
        if parameter not in calculator.fields:
            names = ", ".join(calculator.fields)
            raise PageError(f"{name} has no parameter {parameter}; it has {names}.")
    filled = reading.read(calculator, reading.Page(), inputs)
    for parameter, entry in filled.entries.items():
        if entry.error:
            raise PageError(f"{name}({parameter}): {entry.error}")
    if filled.problem:
        raise PageError(f"{name}: {filled.problem}")
    if field in calculator.results:
        value, unit = getattr(filled.result, field), calculator.results[field].unit
        return value, unit, "" if isinstance(value, Unknown) else display.quantity(value, unit)
    if field in filled.entries:
        return _entry(filled.entries[field])
    raise _no_field(field, calculator)


def _parsed(source: str) -> tuple[str, str, dict[str, str]]:
    """Calculator, field and inputs."""
    try:
        what, *given = shlex.split(source)
        name, field = what.split(".")
        inputs = dict(part.split("=", 1) for part in given)
    except ValueError:
        raise PageError(
            f"`#!value {source}` cannot be read; "
            "`#!value training_run.gpu_hours model=maverick` would do."
        ) from None
    if len(inputs) < len(given):
        raise PageError(f"`#!value {source}` says one parameter twice; once would do.")
    return name, field, inputs


def _entry(entry: reading.Entry) -> tuple[Any, str, str]:
    match entry.field:
        case Number() as kind:
            return entry.value, kind.unit, entry.text
        case Choice() as kind:
            return entry.text, "", kind.option(entry.value).label
    return entry.text, "", entry.text


def _no_field(field: str, calculator: Calculator[..., Any]) -> PageError:
    names = ", ".join([*calculator.results, *calculator.fields])
    return PageError(f"{calculator.name} has no result and no parameter {field}; it has {names}.")
