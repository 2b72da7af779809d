"""Comma-separated values with a head, as RFC 4180 has them."""

from collections.abc import Sequence

from calc.form.export import rows
from calc.form.export.rows import Row
from calc.form.state import FormSettings, FormState
from calc.units import Unknown

HEAD: tuple[str, ...] = ("kind", "name", "label", "value", "unit", "shown")


def text(scenarios: Sequence[FormState], settings: FormSettings, version: str) -> str:
    """Values are as Python writes them, in base units; an unknown one is empty.

    Of several scenarios each line says first of which it is.
    """
    lines = [HEAD, *map(_line, rows.every(scenarios[0]))]
    if len(scenarios) > 1:
        lines = [("scenario", *HEAD)]
        for scenario, state in rows.named(scenarios):
            lines += ((scenario, *_line(row)) for row in rows.every(state))
    return "".join(",".join(map(_cell, line)) + "\r\n" for line in lines)


def _line(row: Row) -> tuple[str, ...]:
    return row.kind, row.name, row.label, _value(row), row.unit, row.shown


def _value(row: Row) -> str:
    if isinstance(row.value, Unknown):
        return ""
    return row.value if isinstance(row.value, str) else repr(row.value)


def _cell(text: str) -> str:
    if not any(character in text for character in ',"\r\n'):
        return text
    return '"' + text.replace('"', '""') + '"'
