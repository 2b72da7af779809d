"""What an input must be before a formula means anything.

The form catches what a reader types; these catch what an author or another function passes.
An `Unknown` passes every check: it swallows the formula and comes out as the result.
"""

from calc.units import Unknown

LARGEST = 1.7976931348623157e308
"""The largest finite float; an int above it cannot be multiplied by one."""


def positive[Value: float | Unknown](name: str, value: Value) -> Value:
    """`value`, if it is a finite number above zero; a ValueError that names it if not."""
    if isinstance(value, Unknown) or 0 < value <= LARGEST:  # a NaN fails every comparison
        return value
    raise ValueError(f"{name} must be a number above 0, not {value!r}")


def not_negative[Value: float | Unknown](name: str, value: Value) -> Value:
    """`value`, if it is a finite number, zero or above."""
    if isinstance(value, Unknown) or 0 <= value <= LARGEST:
        return value
    raise ValueError(f"{name} must be 0 or a number above it, not {value!r}")


def fraction[Value: float | Unknown](name: str, value: Value) -> Value:
    """`value`, if it is above 0 and at most 1."""
    if isinstance(value, Unknown) or 0 < value <= 1:
        return value
    raise ValueError(f"{name} must be above 0 and at most 1, not {value!r}")
