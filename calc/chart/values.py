"""What a chart may hold as a value, and whether it can be drawn."""

from math import isfinite
from typing import Any, TypeGuard

from calc.units import Unknown

type Amount = float | Unknown
"""In base units; Unknown stands in the table with its reason."""

LARGEST = 1e100
SMALLEST = 1e-100
"""Beyond these the steps of an axis would overflow."""


def drawable(value: Any, *, log: bool = False) -> TypeGuard[float]:
    """Whether a value has a place on an axis: not unknown, not infinite, above 0 on a log axis."""
    if isinstance(value, Unknown) or (log and value <= 0):
        return False
    try:
        size = abs(float(value))
    except OverflowError:
        return False
    return isfinite(size) and (size == 0 or SMALLEST <= size <= LARGEST)
