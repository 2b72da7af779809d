"""Powers with the same digits on every machine.

A library's own power function may differ from another's in the last digit of a float, and those
of a reader's browser and of the machine that built the page do. Whole numbers do not differ.
"""

from math import frexp, ldexp

from calc.units import Unknown

_BITS = 80
_ONE = 1 << _BITS
"""Fractions are whole numbers of 1/_ONE here: far finer than the 53 bits of a float."""


def power[Base: float | Unknown](base: Base, exponent: float) -> Base | float:
    """base^exponent, for a base above 0.

        x^y = 2^k e^r,  y ln x = k ln 2 + r

    OverflowError where that is beyond a float.
    """
    if isinstance(base, Unknown):
        return base
    over, under = float(exponent).as_integer_ratio()
    k, r = divmod(_ln(base) * over // under, _LN_2)
    return ldexp(_exp(r) / _ONE, k)


def _ln(x: float) -> int:
    """The natural logarithm.

    ln x = ln m + e ln 2,  ln m = 2 artanh((m − 1) / (m + 1)),  3/4 ≤ m < 3/2
    """
    m, e = frexp(x)
    if m < 3 / 4:
        m, e = 2 * m, e - 1
    over = int(ldexp(m, 53))
    return 2 * _artanh(((over - 2**53) << _BITS) // (over + 2**53)) + e * _LN_2


def _artanh(z: int) -> int:
    """The area hyperbolic tangent, z + z³/3 + z⁵/5 + …"""
    square, term, total, n = z * z >> _BITS, z, z, 1
    while term not in (0, -1):
        term = term * square >> _BITS
        n += 2
        total += term // n
    return total


def _exp(r: int) -> int:
    """The exponential, 1 + r + r²/2 + r³/6 + …, for r of 0 or above."""
    term, total, n = _ONE, _ONE, 0
    while term:
        n += 1
        term = (term * r >> _BITS) // n
        total += term
    return total


_LN_2 = 2 * _artanh(_ONE // 3)
