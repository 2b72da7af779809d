"""Checks of the numbers that formulas take.

A form checks what a reader types; these functions check what a program passes. An `Unknown`
passes every check, since the result of a formula with an `Unknown` is that `Unknown`.
"""

from calc.units import Unknown

MAX_FLOAT = 1.7976931348623157e308
"""The largest finite float. A larger int cannot be multiplied by a float."""


def positive[Value: float | Unknown](name: str, value: Value) -> Value:
    """`value`, if it is finite and above 0. Errors: ValueError with the name."""
    if isinstance(value, Unknown) or 0 < value <= MAX_FLOAT:  # a NaN fails every comparison
        return value
    raise ValueError(f"{name} must be a number above 0, not {value!r}")


def not_negative[Value: float | Unknown](name: str, value: Value) -> Value:
    """`value`, if it is finite and 0 or above. Errors: ValueError with the name."""
    if isinstance(value, Unknown) or 0 <= value <= MAX_FLOAT:
        return value
    raise ValueError(f"{name} must be 0 or a number above it, not {value!r}")


def fraction[Value: float | Unknown](name: str, value: Value) -> Value:
    """`value`, if it is above 0 and at most 1. Errors: ValueError with the name."""
    if isinstance(value, Unknown) or 0 < value <= 1:
        return value
    raise ValueError(f"{name} must be above 0 and at most 1, not {value!r}")
