"""Computed values in a sentence, so that an author types none by hand.

    `#!value brew.strength method=filter water=1.5`
    `#!value brew.strength method=filter / brew.strength method=espresso`
    `#!exact brew.caffeine cups=3 - brew.caffeine cups=2`

The first word is CALCULATOR.RESULT, or CALCULATOR.PARAMETER for its start value. The inputs that
differ from the calculator's start values follow. A value may be divided by another value of the
same unit, or have it subtracted. `value` rounds to three digits, `exact` shows all digits.
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
    """`#!value`, with three digits. Raises PageError and `registry.UnknownCalculator`."""
    return _markup(source, exact=False)


def exact(source: str, _: Conversion) -> str:
    """`#!exact`, with all digits. Raises PageError and `registry.UnknownCalculator`."""
    return _markup(source, exact=True)


def _markup(source: str, *, exact: bool) -> str:
    above, *below = re.split(" ([/-]) ", source)
    value, unit, text = _value(above)
    if below:
        value, unit = _ratio_or_difference(value, unit, *below)
        text = ""
    if isinstance(value, Unknown):
        raise PageError(f"{source} is not known: {value.reason}")
    if isinstance(value, str):
        return f'<span data-value="{escape(source)}">{escape(text)}</span>'
    all_digits = display.exact(value, unit) if exact else ""
    shown = text or all_digits or display.quantity(value, unit, rounded=not exact)
    return f'<data data-value="{escape(source)}" value="{value!r}">{escape(shown)}</data>'


def _ratio_or_difference(value: Any, unit: str, *rest: str) -> tuple[Any, str]:
    """The value divided by another of its unit, or less another, with the unit of that."""
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
    """A value, its unit, and for an input its text; of a choice only the text is shown."""
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
    """Calculator, result or parameter, and inputs."""
    try:
        what, *given = shlex.split(source)
        name, field = what.split(".")
        inputs = dict(part.split("=", 1) for part in given)
    except ValueError:
        raise PageError(
            f"`#!value {source}` cannot be read; `#!value {_example()}` would do."
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


def _example() -> str:
    """A value that the site has."""
    calculator = registry.find(registry.names()[0])
    return f"{calculator.name}.{next(iter(calculator.results))}"
