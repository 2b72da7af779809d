"""Draws that are spread evenly instead of by chance: the same digits on every machine.

Only +, −, ×, ÷ and square roots are computed, which all machines round alike. `math.exp` and
`math.log` differ between machines in their last digit, so there are own ones here.
"""

from functools import lru_cache
from math import factorial, frexp, ldexp, sqrt

COUNT = 1000
"""Draws, if nothing says more."""

FEW = 200
"""Draws of a calculator that is slow."""

MULTIPLIERS = {COUNT: 367, FEW: 37}
"""Of the lattices. Found by trial: with 1,000 draws 5, 10, 50, 90 and 95 % of weighted sums of two,
three, four and six normal numbers are within 0.03, 0.05, 0.09 and 0.09 standard deviations of the
truth, by chance within 0.15; with 200 draws within 0.14, 0.18, 0.17 and 0.17, by chance within
0.33. The first hundred powers of 367 are different, and the first twenty of 37.
Source of such lattices: Korobov 1959"""

LN_2 = 0.6931471805599453
Z_95 = 1.6448536269514722
"""The standard normal number that 95 % of draws are below."""


def ranks(dimensions: int, count: int = COUNT) -> list[tuple[int, ...]]:
    """For each draw its rank along each axis, from 0; each axis has each rank once.

    rank of draw n along axis i = n a^i mod count
    """
    steps = [pow(MULTIPLIERS[count], axis, count) for axis in range(dimensions)]
    return [tuple(n * step % count for step in steps) for n in range(count)]


@lru_cache(2)  # bounded, so that the memory snapshot, which releases such caches, has none
def normal(count: int = COUNT) -> tuple[float, ...]:
    """The standard normal number of each rank k: that which (k + ½) / count of all are below."""
    below = [quantile((rank + 0.5) / count) for rank in range(count // 2)]
    middle = [0.0] if count % 2 else []
    return (*below, *middle, *(-z for z in reversed(below)))


_TAIL = (
    (-7.784894002430293e-3, -0.3223964580411365, -2.400758277161838),
    (-2.549732539343734, 4.374664141464968, 2.938163982698783),
    (7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0),
)
_MIDDLE = (
    (-39.69683028665376, 220.9460984245205, -275.9285104469687),
    (138.3577518672690, -30.66479806614716, 2.506628277459239),
    (-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972),
    (-13.28068155288572, 1.0),
)
_TAIL_BELOW = 0.02425


def quantile(share: float) -> float:
    """The standard normal number that a share of up to a half is below, to nine digits.

    Source: Peter Acklam, An algorithm for computing the inverse normal cumulative distribution
    function, 2003.
    """
    if share < _TAIL_BELOW:
        r = sqrt(-2 * log(share))
        return _polynomial(r, *_TAIL[:2]) / _polynomial(r, *_TAIL[2:])
    q = share - 0.5
    return q * _polynomial(q * q, *_MIDDLE[:2]) / _polynomial(q * q, *_MIDDLE[2:])


def _polynomial(x: float, *coefficients: tuple[float, ...]) -> float:
    value = 0.0
    for coefficient in (one for some in coefficients for one in some):
        value = value * x + coefficient
    return value


def log(x: float) -> float:
    """The natural logarithm of a number above 0.

    ln(m 2^e) = e ln 2 + 2 (s + s³/3 + s⁵/5 + …),  s = (m − 1) / (m + 1)
    """
    m, e = frexp(x)
    if m < 0.7:
        m, e = 2 * m, e - 1
    s = (m - 1) / (m + 1)
    square, total = s * s, 0.0
    for odd in range(25, 0, -2):
        total = total * square + 1 / odd
    return e * LN_2 + 2 * s * total


def exp(x: float) -> float:
    """Raise e to the power of a number between −700 and 700.

    e^x = 2^k (1 + r + r²/2 + r³/6 + …),  r = x − k ln 2
    """
    k = round(x / LN_2)
    r, total = x - k * LN_2, 0.0
    for inverse in _INVERSE_FACTORIALS:
        total = total * r + inverse
    return ldexp(total, k)


_INVERSE_FACTORIALS = tuple(1 / factorial(n) for n in range(14, -1, -1))
