"""The Python call that gives the same result: what differs from the calculator's own start."""

from collections.abc import Iterator, Sequence
from typing import Any

from calc.form import numbers
from calc.form.fields import Choice
from calc.form.state import FormSettings, FormState

WIDEST = 100
"""Columns of a line; a longer call has an argument a line."""

SHORT = 10**6
"""From here on a whole number is written 30e12 where that is the same number."""


def text(scenarios: Sequence[FormState], settings: FormSettings, version: str) -> str:
    """Imports, an empty line, the call; of several scenarios one below the other."""
    calculator = scenarios[0].calculator
    imports = {f"from {calculator.function.__module__} import {calculator.name}"}
    calls = []
    for state in scenarios:
        arguments = []
        for name, value in _given(state).items():
            home, written = _written(state.entries[name].field, value)
            arguments.append(f"{name}={written}")
            imports |= {f"from {home} import {written}"} if home else set()
        calls.append(_call(calculator.name, arguments))
    return "\n".join([*sorted(imports), "", *calls, ""])


def _given(state: FormState) -> dict[str, Any]:
    """The values that differ from where the calculator starts."""
    given: dict[str, Any] = {}
    for name, entry in state.entries.items():
        values = {other: state.entries[other].value for other in _above(name, state)}
        if entry.value != state.calculator.start(name, values):
            given[name] = entry.value
    return given


def _above(name: str, state: FormState) -> Iterator[str]:
    """The parameters above one: those that it may follow."""
    for other in state.entries:
        if other == name:
            return
        yield other


def _call(name: str, arguments: list[str]) -> str:
    line = f"{name}({', '.join(arguments)})"
    if len(line) <= WIDEST and "\n" not in line:
        return line
    return "\n".join([f"{name}(", *(f"    {argument}," for argument in arguments), ")"])


def _written(field: Any, value: Any) -> tuple[str, str]:
    """The module to import it from, if it has a name there, and the value as source code."""
    if isinstance(field, Choice):
        option, home = field.option(value), field.home
        for name, there in vars(home).items() if home else ():
            if home and there is option.value:
                return home.__name__, name
        return "", repr(option.key)
    if isinstance(value, str):
        return "", _quoted(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= SHORT:
        return "", _count(value)
    return "", repr(value)


def _count(value: int) -> str:
    """30e12, or every digit where that would not be shorter or not be this number."""
    coefficient, power = numbers.decimal(value)
    digits = len(str(coefficient))
    thousands = (digits + power - 1) // 3 * 3
    short = f"{numbers.grouped(coefficient, power - thousands)}e{thousands}"
    return short if digits <= 6 and int(float(short)) == value else f"{value:_}"


def _quoted(text: str) -> str:
    """A text as it stands where its characters allow that, else with escapes."""
    lines = text.split("\n")
    plain = all(line.isprintable() for line in lines) and "\\" not in text and "'''" not in text
    if len(lines) > 1 and plain and not text.endswith("'"):
        return f"'''{text}'''"
    return repr(text)
