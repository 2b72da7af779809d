"""Powers with the same digits on every machine.

`x**y` of two floats calls the power function of the C library, and libraries differ in the last
digit: a page that is built on one would not agree with a browser that has another. Integer
arithmetic is the same everywhere, so logarithm and exponential are computed with it here.
"""

from math import frexp, ldexp

from calc.units import Unknown

_BITS = 80
_ONE = 1 << _BITS
"""Fixed point: the int n stands for n/_ONE. A float has only 53 bits."""


def power[Base: float | Unknown](base: Base, exponent: float) -> Base | float:
    """base^exponent for a base above 0, rounded to the nearest float.

        x^y = 2^k e^r,  where y ln x = k ln 2 + r and 0 ≤ r < ln 2

    Errors: OverflowError if the result is larger than a float.
    """
    if isinstance(base, Unknown):
        return base
    numerator, denominator = float(exponent).as_integer_ratio()
    k, r = divmod(_ln(base) * numerator // denominator, _LN_2)
    return ldexp(_exp(r) / _ONE, k)


def _ln(x: float) -> int:
    """The natural logarithm in fixed point.

    ln x = ln m + e ln 2,  ln m = 2 artanh((m − 1) / (m + 1)),  3/4 ≤ m < 3/2
    """
    m, e = frexp(x)
    if m < 3 / 4:
        m, e = 2 * m, e - 1
    scaled = int(ldexp(m, 53))
    return 2 * _artanh(((scaled - 2**53) << _BITS) // (scaled + 2**53)) + e * _LN_2


def _artanh(z: int) -> int:
    """The inverse hyperbolic tangent, z + z³/3 + z⁵/5 + …"""
    square, term, total, n = z * z >> _BITS, z, z, 1
    while term not in (0, -1):
        term = term * square >> _BITS
        n += 2
        total += term // n
    return total


def _exp(r: int) -> int:
    """The exponential for r ≥ 0, 1 + r + r²/2 + r³/6 + …"""
    term, total, n = _ONE, _ONE, 0
    while term:
        n += 1
        term = (term * r >> _BITS) // n
        total += term
    return total


_LN_2 = 2 * _artanh(_ONE // 3)
