"""Comma-separated values with a header line, as in RFC 4180."""

from collections.abc import Iterator, Sequence
from itertools import chain

from calc.form.export import rows
from calc.form.export.rows import Row
from calc.form.state import FormSettings, FormState
from calc.units import Unknown

HEADER: tuple[str, ...] = ("kind", "name", "label", "value", "unit", "shown", "note")
HEADER_OF_RANGES = ("range", "low", "high")
"""Further columns, if an input is a range."""


def text(
    scenarios: Sequence[FormState], settings: FormSettings, version: str, address: str = ""
) -> str:
    """A line for each row. Values are in base units, as Python's `repr`; unknown ones are empty.

    The last lines, of the kind "about", have the calculator, the version and the address. With
    several scenarios, the first column is the name of the scenario.
    """
    ranged = any(state.ranges for state in scenarios)
    header = HEADER + HEADER_OF_RANGES if ranged else HEADER
    lines = [header, *(_line(row, ranged=ranged) for row in _rows(scenarios[0]))]
    if len(scenarios) > 1:
        lines = [("scenario", *header)]
        for scenario, state in rows.named_scenarios(scenarios):
            lines += ((scenario, *_line(row, ranged=ranged)) for row in _rows(state))
    live = scenarios[0].calculator
    about = (
        ("calculator", live.title, live.name),
        ("version", "", version),
        ("address", "", address),
    )
    before = [""] * (len(lines[0]) - len(header))
    for name, label, value in about:
        line = [*before, "about", name, label, value]
        lines += [(*line, *[""] * (len(lines[0]) - len(line)))] if value else []
    return "".join(",".join(map(_cell, line)) + "\r\n" for line in lines)


def _rows(state: FormState) -> Iterator[Row]:
    """Inputs, results, and each cell of the tables."""
    yield from rows.inputs_and_results(state)
    for table in rows.tables(state):
        yield from chain.from_iterable(table.lines)


def _line(row: Row, *, ranged: bool) -> tuple[str, ...]:
    line = row.kind, row.name, row.label, _value(row), row.unit, row.shown, row.note
    ends = map(repr, row.between) if row.between else ("", "")
    return (*line, row.spread, *ends) if ranged else line


def _value(row: Row) -> str:
    if row.value is None or isinstance(row.value, Unknown):
        return ""
    return row.value if isinstance(row.value, str) else repr(row.value)


def _cell(text: str) -> str:
    if not any(character in text for character in ',"\r\n'):
        return text
    return '"' + text.replace('"', '""') + '"'
