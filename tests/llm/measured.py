"""Rows that were measured on real implementations, from `calc/analysis/data/`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "calc" / "analysis" / "data"

type Row = dict[str, Any]


@cache
def rows(name: str) -> list[Row]:
    """The rows of one file. They are cached: do not change them."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text().splitlines()]


@cache
def parameters() -> dict[str, Row]:
    """The rows of `parameters.jsonl` by id."""
    return {row["id"]: row for row in rows("parameters")}
