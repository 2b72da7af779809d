"""Rows that were measured on real implementations, from `calc/analysis/data/`."""

from functools import cache
from typing import Any

from calc.analysis.measured import rows

__all__ = ["parameters", "rows"]


@cache
def parameters() -> dict[str, dict[str, Any]]:
    """The rows of `parameters.jsonl` by id."""
    return {row["id"]: row for row in rows("parameters")}
