"""Comma-separated values with a head, as RFC 4180 has them."""

from calc.form.export import rows
from calc.form.export.rows import Row
from calc.form.reading import Page, Reading
from calc.units import Unknown

HEAD = ("kind", "name", "label", "value", "unit", "shown")


def text(reading: Reading, page: Page, version: str) -> str:
    """Values are as Python writes them, in base units; an unknown one is empty."""
    lines = [HEAD, *map(_line, (*rows.inputs(reading), *rows.results(reading)))]
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
