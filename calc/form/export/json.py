"""JSON: inputs and results by name, in base units that are named."""

import json
from typing import Any

from calc.form.export import rows
from calc.form.export.rows import Row
from calc.form.reading import Page, Reading
from calc.units import Unknown


def text(reading: Reading, page: Page, version: str) -> str:
    """An object; what is unknown is null, with the reason beside it."""
    whole = {
        "calculator": reading.calculator.name,
        "title": reading.calculator.title,
        "version": version,
        "inputs": {row.name: _object(row) for row in rows.inputs(reading)},
        "results": {row.name: _object(row) for row in rows.results(reading)},
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _object(row: Row) -> dict[str, Any]:
    known: dict[str, Any] = {"label": row.label, "value": row.value}
    if isinstance(row.value, Unknown):
        return known | {"value": None, "unit": row.unit, "reason": row.value.reason}
    return known | ({"unit": row.unit} if row.unit else {}) | {"shown": row.shown}
