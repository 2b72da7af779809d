"""How far a published figure may be from the exact one."""

from calc.form.numbers import decimal, real

MIN_DIGITS = 2
"""Makers print two digits at least: 5.0M, and 40T is no 35T."""


def bounds(value: float) -> tuple[float, float]:
    """The least and the greatest number that rounds to a published figure.

    Half of its last digit that is not 0, or of its second digit: 2.38M is 2.375M to 2.385M, and
    5.0M is 4.95M to 5.05M.
    """
    coefficient, power = decimal(value)
    missing = max(0, MIN_DIGITS - len(str(coefficient)))
    half = real(5, power - missing - 1)
    return value - half, value + half
