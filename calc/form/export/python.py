"""The Python call that gives the same result, with the arguments that differ from defaults."""

from collections.abc import Iterator, Sequence
from typing import Any

from calc import words
from calc.form import numbers
from calc.form.export import rows
from calc.form.fields import Choice
from calc.form.line_fields import Date
from calc.form.state import FormSettings, FormState

MAX_LINE = 100
"""Columns; a longer call has one argument per line."""

EXPONENT_FROM = 10**6
"""Larger whole numbers are written as 30e12, if that is the same number."""


def text(
    scenarios: Sequence[FormState], settings: FormSettings, version: str, address: str = ""
) -> str:
    """A comment on where it is from, imports, an empty line, and a call for each scenario."""
    calculator = scenarios[0].calculator
    imports = {f"from {calculator.function.__module__} import {calculator.name}"}
    calls = []
    for state in scenarios:
        arguments = []
        for name, value in _arguments(state).items():
            home, source = _source(state.entries[name].field, value)
            arguments.append(f"{name}={source}")
            imports |= {f"from {home} import {source}"} if home else set()
        calls += [*_comment(state), *_pasted(state), _call(calculator.name, arguments)]
    origin = [f"# {' '.join(line.split())}" for line in rows.origin(scenarios[0], version, address)]
    return "\n".join([*origin, *sorted(imports), "", *calls, ""])


def _comment(state: FormState) -> list[str]:
    """What the inputs are that the call has the middle of."""
    if not state.ranges:
        return []
    ranges = ", ".join(f"{name}: {state.entries[name].text}" for name in state.ranges)
    return [f"# {words.current().range_comment.format(ranges=ranges)}"]


def _pasted(state: FormState) -> list[str]:
    """What the pasted texts are about that the call has."""
    given = _arguments(state)
    return [
        f"# {row.name}: {row.shown}"
        for row in rows.inputs(state)
        if row.crc32 and row.name in given
    ]


def _arguments(state: FormState) -> dict[str, Any]:
    """The values that differ from the defaults."""
    given: dict[str, Any] = {}
    for name, entry in state.entries.items():
        values = {other: state.entries[other].value for other in _above(name, state)}
        if entry.value != state.calculator.start(name, values):
            given[name] = entry.value
    return given


def _above(name: str, state: FormState) -> Iterator[str]:
    """The parameters above one, which its default may depend on."""
    for other in state.entries:
        if other == name:
            return
        yield other


def _call(name: str, arguments: list[str]) -> str:
    line = f"{name}({', '.join(arguments)})"
    if len(line) <= MAX_LINE and "\n" not in line:
        return line
    return "\n".join([f"{name}(", *(f"    {argument}," for argument in arguments), ")"])


def _source(field: Any, value: Any) -> tuple[str, str]:
    """The value as source code, after the module that it must be imported from, or ""."""
    if value is None:
        return "", "None"
    if isinstance(field, Date):
        return "", repr(field.text(value))
    if isinstance(field, Choice):
        option, home = field.option(value), field.home
        for name, value_there in vars(home).items() if home else ():
            if home and value_there is option.value:
                return home.__name__, name
        return "", repr(option.key)
    if isinstance(value, str):
        return "", _quoted(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= EXPONENT_FROM:
        return "", _count(value)
    return "", repr(value)


def _count(value: int) -> str:
    """30e12, or all digits if that is not shorter or not the same number."""
    coefficient, power = numbers.decimal(value)
    digits = len(str(coefficient))
    thousands = (digits + power - 1) // 3 * 3
    short = f"{numbers.plain(coefficient, power - thousands)}e{thousands}"
    return short if digits <= 6 and int(float(short)) == value else f"{value:_}"


def _quoted(text: str) -> str:
    """A string literal: of several lines if its characters allow that, else with escapes."""
    lines = text.split("\n")
    plain = all(line.isprintable() for line in lines) and "\\" not in text and "'''" not in text
    if len(lines) > 1 and plain and not text.endswith("'"):
        return f"'''{text}'''"
    return repr(text)
