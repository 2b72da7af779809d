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
from calc.form.reading import Page, read
from calc.units import Unknown


def format(src: str, language: str, class_name: str, md: Any) -> str:  # noqa: A001  inlinehilite's
    """Inlinehilite's formatter."""
    try:
        return _markup(src)
    except Exception as error:
        raise InlineHiliteException(mistakes.sentence(error, src)) from error


def _markup(source: str) -> str:
    above, *below = source.split(" / ")
    value, unit = _value(above)
    for part in below:
        divisor, other = _value(part)
        if other != unit:
            raise PageError(f"{above} is in {unit} and {part} in {other}: no ratio.")
        value, unit = value / divisor, "ratio"
    if isinstance(value, str):
        return f'<span data-value="{html.escape(source)}">{html.escape(value)}</span>'
    if isinstance(value, Unknown):
        raise PageError(f"{source} is not known: {value.reason}")
    return (
        f'<data data-value="{html.escape(source)}" value="{value!r}">'
        f"{html.escape(display.quantity(value, unit))}</data>"
    )


@cache
def _value(source: str) -> tuple[Any, str]:
    """A value with its unit; a choice is its label."""
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
        return getattr(filled.result, field), calculator.results[field].unit
    if field in filled.entries:
        return filled.entries[field].text, ""
    names = ", ".join([*calculator.results, *calculator.fields])
    raise PageError(f"{name} has no result and no parameter {field}; it has {names}.")
