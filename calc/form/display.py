"""Numbers for people. Only this module and `chart.tick` scale values; all others have base units.

A number has three significant digits and a magnitude, as the style of its unit says
(`unit_styles`). The markup has the exact value too. Whole numbers too small for a magnitude are
counts, with all their digits.
"""

from functools import cache
from math import log10

from calc.form.memo import memo
from calc.form.numbers import SHORT_BELOW, canonical, decimal, grouped
from calc.form.unit_styles import style
from calc.units import UNSAID, Magnitudes, UnitStyle

LARGEST_FLOAT = 1.7976931348623157e308
"""The largest finite float."""

MIN_PLAIN_POWER = -4
"""Numbers below this power of ten are written with an exponent: 1.23 × 10⁻⁵."""

type Digits = tuple[int, int]
"""A number without its sign, as coefficient and power of ten: (412, 22)."""

SPOKEN_MAGNITUDES: Magnitudes = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@memo(200, in_builds=5000)  # answers in a row have many numbers in common
def quantity(value: float, unit: str = "", *, rounded: bool = True) -> str:
    """A value with its unit, for a sentence or a table.

    >>> quantity(5e11, "B"), quantity(1e7, "USD"), quantity(0.2314, "1")
    ('500 GB', '$10.0 M', '23.1%')
    """
    if not -LARGEST_FLOAT <= value <= LARGEST_FLOAT:  # also true of NaN
        return "beyond what can be counted"
    size, how = abs(value), style(unit)
    if how.whole and 1000 <= size < 1e6:
        size = round(size)
    number = _three_digits(size) if rounded and not _is_count(size, how) else decimal(size)
    return f"{'−' if value < 0 else ''}{_unsigned(size, number, how)}"


def exact(value: float, unit: str = "") -> str:
    """All digits of a whole number that `quantity` rounds; else ""."""
    how = style(unit)
    if not isinstance(value, int) or _is_count(abs(value), how):
        return ""
    digits = len(str(decimal(abs(value))[0]))
    return "" if digits <= 3 else f"{value:,}" if how == UNSAID else f"{value:,} {unit}"


def spoken(value: float, unit: str = "") -> str:
    """A value for screen readers: "40 trillion bytes", "1 guest", "39.4 percent"."""
    named = unit.removesuffix("s") if value == 1 else unit
    if not -SHORT_BELOW < value < SHORT_BELOW:
        return f"{canonical(value)} {named}".rstrip()
    short = value if isinstance(value, int) and abs(value) < 10**6 else float(f"{value:.4g}")
    if style(unit).percent:
        return f"{canonical(short, percent=True).removesuffix('%')} percent"
    coefficient, power = decimal(short)
    for size, word in SPOKEN_MAGNITUDES:
        if abs(short) >= size:
            return f"{grouped(coefficient, power - _exponent(size))} {word} {named}".rstrip()
    return f"{canonical(short)} {named}".rstrip()


def _is_count(size: float, how: UnitStyle) -> bool:
    """Whether it is a whole number too small for a magnitude."""
    return isinstance(size, int) and how.counts and size < how.counts_below


def _unsigned(size: float, number: Digits, how: UnitStyle) -> str:
    if how.percent:
        number = (number[0], number[1] + 2)
    one = size == 1 and isinstance(size, int) and how.after_one is not None
    after = how.after_one if one else how.after
    if how.cents and 0.1 <= size < 999.995:
        return f"{how.before}{size:.2f}{after}"
    return f"{how.before}{_scaled(number, how)}{after}{how.qualifier}"


def _three_digits(size: float) -> Digits:
    """The number rounded to three digits, with zeros at the end."""
    mantissa, _, exponent = f"{size:.2e}".partition("e")
    coefficient = int(mantissa.replace(".", ""))
    return (coefficient, int(exponent) - 2) if coefficient else (0, 0)


def _scaled(number: Digits, how: UnitStyle) -> str:
    """The digits with the largest magnitude below the number, or with the base."""
    coefficient, power = number
    steps = how.magnitudes
    digits = len(str(coefficient)) + power  # before the point: the number is below 10**digits
    top = _exponent(steps[0][0]) + 3 if steps else how.plain_digits
    if coefficient and not MIN_PLAIN_POWER < digits <= top:
        return _with_exponent(str(coefficient), digits - 1) + how.base
    for size, name in steps:
        if digits > _exponent(size):
            return f"{grouped(coefficient, power - _exponent(size))} {name}"
    return grouped(coefficient, power) + how.base


@cache
def _exponent(size: float) -> int:
    return round(log10(size))


def _with_exponent(digits: str, exponent: int) -> str:
    """4.12 × 10²⁴."""
    point = f".{digits[1:]}" if digits[1:] else ""
    return f"{digits[0]}{point} × 10{str(exponent).translate(SUPERSCRIPTS)}"
