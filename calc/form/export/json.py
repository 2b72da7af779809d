"""JSON: inputs and results by name, in base units, with the name of the unit."""

import json
from collections.abc import Sequence
from typing import Any

from calc.form.export import rows
from calc.form.export.rows import Row, Table
from calc.form.state import FormSettings, FormState
from calc.units import Unknown


def text(
    scenarios: Sequence[FormState], settings: FormSettings, version: str, address: str = ""
) -> str:
    """A JSON object; an unknown value is null, with its reason. `from_json` reads its inputs."""
    live, *pinned = scenarios
    document: dict[str, Any] = {
        "calculator": live.calculator.name,
        "title": live.calculator.title,
        "version": version,
        **({"address": address} if address else {}),
        **_scenario(live),
    }
    if pinned:
        document["pinned"] = [_scenario(one) for one in pinned]
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _scenario(state: FormState) -> dict[str, Any]:
    results = {row.name: _object(row) for row in rows.results(state)}
    about: dict[str, Any] = {}
    if state.spread:
        from calc.form.ranges import show  # loaded only for ranges

        about = {"ranges": " ".join(show.about(state))}
    return about | {
        "inputs": {row.name: _object(row) for row in rows.inputs(state)},
        "results": results | {table.name: _table(table) for table in rows.tables(state)},
    }


def _table(table: Table) -> dict[str, Any]:
    """A table as a list of objects, each with a value for each column."""
    names = [column.name for column in table.columns]
    lines = [dict(zip(names, map(_object, line), strict=True)) for line in table.lines]
    return {"label": table.label, "value": lines}


def _object(row: Row) -> dict[str, Any]:
    known: dict[str, Any] = {"label": row.label, "value": row.value}
    if isinstance(row.value, Unknown):
        return known | {"value": None, "unit": row.unit, "reason": row.value.reason}
    more = {"named": row.named, "crc32": row.crc32, "note": row.note}
    given = {key: text for key, text in more.items() if text}
    unit = {"unit": row.unit} if row.unit else {}
    return known | _range(row) | unit | {"shown": row.shown} | given


def _range(row: Row) -> dict[str, Any]:
    """Low end, median and high end; with bounds there is no median."""
    if row.between is None:
        return {}
    low, high = row.between
    median = None if row.spread == "bounds" else row.value
    return {"range": row.spread, "low": low, "median": median, "high": high}
