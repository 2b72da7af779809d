"""What `make bench` measured last, in speed.json, and how its figures are written."""

import json
from functools import cache
from typing import Any

from calc.analysis.tables._truth import DATA

LOOPBACK = "loopback"
NONE = "—"

SCALES = {"s": (1e3, " ms"), "B": (1e-6, " MB"), "ratio": (1.0, "×")}
SMALL = {"B": (1e-3, " kB")}
"""For what is less than one."""


@cache
def result() -> dict[str, Any]:
    """Date, machine, figures and promises."""
    found: dict[str, Any] = json.loads((DATA / "speed.json").read_text("utf-8"))
    return found


def figures(figure: str) -> dict[tuple[str, str], dict[str, Any]]:
    """One figure, by variant and setting."""
    rows = (row for row in result()["figures"] if row["figure"] == figure)
    return {(row["variant"], row["setting"]): row for row in rows}


def seconds(row: dict[str, Any] | None) -> str:
    """Median and range."""
    if row is None:
        return NONE
    median = f"{row['median']:.2f} s"
    return median if row["runs"] == 1 else f"{median} ({row['low']:.2f} to {row['high']:.2f})"


def milliseconds(value: float) -> str:
    """Seconds as milliseconds, as long as they are short."""
    return f"{1e3 * value:.3g} ms" if value < 0.9995 else f"{value:.2f} s"


def said(value: float, unit: str) -> str:
    """A value in the unit that people use."""
    scale, name = SCALES[unit]
    if value * scale < 1:
        scale, name = SMALL.get(unit, SCALES[unit])
    return f"{value * scale:.3g}{name}"
