"""Values inside a sentence, so that no computed figure is typed by hand.

    `#!value training_run.gpu_hours model=maverick tokens=40T`
    `#!value training_run.gpu_hours model=maverick / training_run.gpu_hours model=scout`
    `#!exact experts.total_parameters model=maverick - experts.total_parameters model=scout`

The first word is CALCULATOR.RESULT (or CALCULATOR.PARAMETER, for where it starts), then come the
inputs that differ from the calculator's own start. A value may be divided by another, or another
taken from it. `value` rounds to three digits, `exact` gives all of them.
"""

import re
import shlex
from functools import cache
from typing import Any

from calc.form import display, registry, state
from calc.form.declare import Calculator
from calc.form.fields import Choice
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError
from calc.units import Unknown


def rounded(source: str, _: Conversion) -> str:
    """`#!value`: the value with three digits. Raises PageError, `registry.UnknownCalculator`."""
    return _markup(source, exact=False)


def exact(source: str, _: Conversion) -> str:
    """`#!exact`: the value with all its digits. Raises the same."""
    return _markup(source, exact=True)


def _markup(source: str, *, exact: bool) -> str:
    above, *below = re.split(" ([/-]) ", source)
    value, unit, text = _value(above)
    if below:
        value, unit = _two(value, unit, *below)
        text = ""
    if isinstance(value, Unknown):
        raise PageError(f"{source} is not known: {value.reason}")
    if isinstance(value, str):
        return f'<span data-value="{escape(source)}">{escape(text)}</span>'
    all_digits = display.exact(value, unit) if exact else ""
    shown = text or all_digits or display.quantity(value, unit, rounded=not exact)
    return f'<data data-value="{escape(source)}" value="{value!r}">{escape(shown)}</data>'


def _two(value: Any, unit: str, *rest: str) -> tuple[Any, str]:
    """Ratio or difference of two values of one unit."""
    if len(rest) > 2:
        raise PageError("Two values can be set against each other, not more; two would do.")
    sign, below = rest
    other, unit_below, _ = _value(below)
    if unit_below != unit or isinstance(value, str) or isinstance(other, str):
        raise PageError(f"{below} is of another unit than what is before it; the same would do.")
    if sign == "-":
        return value - other, unit
    if other == 0:
        raise PageError(f"{below} is 0, so there is no ratio; another divisor would do.")
    return value / other, "ratio"


@cache
def _value(source: str) -> tuple[Any, str, str]:
    """A value, its unit, and how a field shows it where it is one; a choice is only shown."""
    name, field, inputs = _parsed(source)
    calculator = registry.find(name)
    for parameter in inputs:
        if parameter not in calculator.fields:
            names = ", ".join(calculator.fields)
            raise PageError(f"{name} has no parameter {parameter}; it has {names}.")
    filled = state.fill(calculator, state.FormSettings(), inputs)
    for parameter, entry in filled.entries.items():
        if entry.error:
            raise PageError(f"{name}({parameter}): {entry.error}")
    if filled.problem:
        raise PageError(f"{name}: {filled.problem}")
    if field in calculator.results:
        if calculator.results[field].chart:
            raise PageError(f"{name}.{field} is a drawing, not a value; a fence would show it.")
        return getattr(filled.result, field), calculator.results[field].unit, ""
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


def _entry(entry: state.Entry) -> tuple[Any, str, str]:
    match entry.field:
        case Number() as kind:
            return entry.value, kind.unit, entry.text
        case Choice() as kind:
            return entry.text, "", kind.option(entry.value).label
    return entry.text, "", entry.text


def _no_field(field: str, calculator: Calculator[..., Any]) -> PageError:
    names = ", ".join([*calculator.results, *calculator.fields])
    return PageError(f"{calculator.name} has no result and no parameter {field}; it has {names}.")
