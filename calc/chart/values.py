"""The values in charts, and whether they can be drawn."""

from math import isfinite
from typing import Any, TypeGuard

from calc.units import Unknown

type Amount = float | Unknown
"""In base units; the table gives the reason of an Unknown."""

MAX_SIZE = 1e100
MIN_SIZE = 1e-100
"""Beyond these, the steps of an axis would overflow."""


def drawable(value: Any, *, log: bool = False) -> TypeGuard[float]:
    """Whether a value has a position on an axis: known, finite, and on a log axis above 0."""
    if isinstance(value, Unknown) or (log and value <= 0):
        return False
    try:
        size = abs(float(value))
    except OverflowError:
        return False
    return isfinite(size) and (size == 0 or MIN_SIZE <= size <= MAX_SIZE)
