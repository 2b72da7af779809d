"""Numbers for people. Only this module and `chart.tick` scale values; all others have base units.

A number has three significant digits and a magnitude, as the style of its unit says
(`unit_styles`). The markup has the exact value too. Whole numbers too small for a magnitude are
counts, with all their digits.
"""

from calc import words
from calc.form.markers import Decimals, Digits, Precision
from calc.form.memo import memo
from calc.form.numbers import SHORT_BELOW, canonical, decimal, exponent, grouped, real
from calc.form.unit_styles import style
from calc.units import LETTERS, PREFIXES, UNSAID, UnitStyle

LARGEST_FLOAT = 1.7976931348623157e308
"""The largest finite float."""

DIGITS = 3
"""Significant digits, where nothing says more."""

MIN_PLAIN_POWER = -4
"""Numbers below this power of ten are written with an exponent: 1.23 × 10⁻⁵."""

DECIMALS_BELOW = 1e9
"""Numbers below this have the digits after the point that `Decimals` asks for."""

type Scaled = tuple[int, int]
"""A number without its sign, as coefficient and power of ten: (412, 22)."""

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@memo(200, in_builds=5000)  # answers in a row have many numbers in common
def quantity(
    value: float,
    unit: str = "",
    *,
    rounded: bool = True,
    precision: Precision = None,
    digits: int = DIGITS,
) -> str:
    """A value with its unit, for a sentence or a table.

    With more `digits` than three it is less rounded, without more zeros at its end.

    >>> quantity(5e11, "B"), quantity(1e7, "USD"), quantity(0.2314, "1")
    ('500 GB', '$10.0M', '23.1%')
    >>> quantity(17_172_894_720, digits=5), quantity(0.5, "1", digits=5)
    ('17.173B', '50.0%')
    """
    if not -LARGEST_FLOAT <= value <= LARGEST_FLOAT:  # also true of NaN
        return words.current().beyond
    size, how = abs(value), style(unit)
    all_digits = not rounded and _decimals(size, how) is None
    number = decimal(size) if all_digits else _rounded(size, how, precision, digits)
    sign = "−" if value < 0 and number[0] else ""
    if isinstance(precision, Decimals) and size < DECIMALS_BELOW:
        plain = grouped(number[0], number[1] + 2 * how.percent)
        amount = words.current().amount(how.before, plain + how.base)
        return f"{sign}{amount}{_after(how.after, how)}{how.qualifier}"
    return f"{sign}{_unsigned(size, number, how)}"


@memo(200, in_builds=5000)
def shown(value: float, unit: str = "", precision: Precision = None, digits: int = DIGITS) -> float:
    """The number that `quantity` shows, in base units: 17.2B is 17200000000."""
    size = real(*_rounded(abs(value), style(unit), precision, digits))
    return -size if value < 0 else size


def prefixed(value: float, unit: str) -> str:
    """What `quantity` shows of a value whose unit has prefixes; "" if that is rounded.

    >>> prefixed(8e10, "B"), prefixed(80_123_456_789, "B"), prefixed(8e10, "tokens")
    ('80.0 GB', '', '')
    """
    exactly = style(unit).magnitudes == PREFIXES and shown(value, unit) == value
    return quantity(value, unit) if exactly else ""


def exact(value: float, unit: str = "", precision: Precision = None) -> str:
    """All digits of a whole number that `quantity` rounds; else ""."""
    how = style(unit)
    if not isinstance(value, int) or _is_count(abs(value), how):
        return ""
    if isinstance(precision, Decimals) and abs(value) < DECIMALS_BELOW:
        return ""
    digits = len(str(decimal(abs(value))[0]))
    shown = precision.number if isinstance(precision, Digits) else 3
    if digits <= shown:
        return ""
    said = words.current()
    number = said.number(f"{value:,}")
    return number if how == UNSAID else f"{number} {said.unit(unit)}"


def spoken(value: float, unit: str = "") -> str:
    """A value for screen readers: "40 trillion bytes", "1 guest", "39.4 percent"."""
    said = words.current()
    named = said.unit_of_one(unit) if value == 1 else said.unit(unit)
    if not -SHORT_BELOW < value < SHORT_BELOW:
        return f"{canonical(value)} {named}".rstrip()
    short = value if isinstance(value, int) and abs(value) < 10**6 else float(f"{value:.4g}")
    if style(unit).percent:
        shown = canonical(short, percent=True).removesuffix(said.percent)
        return f"{shown} {said.spoken_percent}"
    coefficient, power = decimal(short)
    for size, one, many in said.spoken_magnitudes:
        if abs(short) >= size:
            shown = grouped(coefficient, power - exponent(size))
            return f"{shown} {one if shown == '1' else many} {named}".rstrip()
    return f"{canonical(short)} {named}".rstrip()


def _is_count(size: float, how: UnitStyle) -> bool:
    """Whether it is a whole number too small for a magnitude."""
    return isinstance(size, int) and how.counts and size < how.counts_below


def _decimals(size: float, how: UnitStyle) -> int | None:
    """The digits after the point, if the style has a fixed number of them."""
    if how.cents and 0.1 <= size < 999.995:
        return 2
    whole = how.indivisible or (how.whole and size >= 1000)
    return 0 if whole and size < 999_999.5 else None


def _unsigned(size: float, number: Scaled, how: UnitStyle) -> str:
    if how.percent:
        number = (number[0], number[1] + 2)
    one = size == 1 and isinstance(size, int) and how.after_one is not None
    after = _after(how.after_one if one and how.after_one else how.after, how)
    return f"{words.current().amount(how.before, _scaled(number, how))}{after}{how.qualifier}"


def _after(after: str, how: UnitStyle) -> str:
    """What is after a number, with the percent sign as the language writes it."""
    return after.replace("%", words.current().percent) if how.percent else after


def _rounded(size: float, how: UnitStyle, precision: Precision, digits: int) -> Scaled:
    """The number as it is shown: a count with all digits, others as their precision or their
    style says; less rounded if `digits` are more than three and more than that.
    """
    if isinstance(precision, Decimals) and size < DECIMALS_BELOW:
        coefficient, power = decimal(size)
        moved = 2 * how.percent
        coefficient, power = _to_decimals(
            real(coefficient, power + moved), precision.number, digits
        )
        return coefficient, power - moved
    own = precision.number if isinstance(precision, Digits) else DIGITS
    decimals = None if isinstance(precision, Digits) else _decimals(size, how)
    if decimals is not None:
        return _to_decimals(size, decimals, digits)
    if _is_count(size, how):
        return decimal(size)
    if digits <= max(own, DIGITS):
        return _to_digits(size, own)
    coefficient, power = _to_digits(size, digits)
    return _without_zeros(coefficient, power, power + digits - own)


def _to_digits(size: float, digits: int) -> Scaled:
    """The number rounded to some digits, with zeros at the end."""
    mantissa, _, exponent = f"{size:.{digits - 1}e}".partition("e")
    coefficient = int(mantissa.replace(".", ""))
    return (coefficient, int(exponent) - digits + 1) if coefficient else (0, 0)


def _to_decimals(size: float, decimals: int, digits: int) -> Scaled:
    """The number with so many digits after its point; more if it has more `digits` then."""
    if digits > DIGITS:
        coefficient, power = _to_digits(size, digits)
        if power < -decimals:
            return _without_zeros(coefficient, power, -decimals)
    return int(f"{size:.{decimals}f}".replace(".", "")), -decimals


def _without_zeros(coefficient: int, power: int, last: int) -> Scaled:
    """The number without the zeros at its end that are below 10**last."""
    while coefficient and power < last and not coefficient % 10:
        coefficient, power = coefficient // 10, power + 1
    return (coefficient, power) if coefficient else (0, 0)


def _scaled(number: Scaled, how: UnitStyle) -> str:
    """The digits with the largest magnitude below the number, or with the base."""
    coefficient, power = number
    steps = words.current().magnitudes if how.magnitudes == LETTERS else how.magnitudes
    digits = len(str(coefficient)) + power  # before the point: the number is below 10**digits
    top = max(exponent(steps[0][0]) + 3, how.plain_digits) if steps else how.plain_digits
    bottom = min(exponent(steps[-1][0]), MIN_PLAIN_POWER) if steps else MIN_PLAIN_POWER
    if coefficient and not bottom < digits <= top:
        return _with_exponent(str(coefficient), digits - 1) + how.base
    for size, name in steps:
        if digits > exponent(size):
            return f"{grouped(coefficient, power - exponent(size))}{name}"
    return grouped(coefficient, power) + how.base


def _with_exponent(digits: str, exponent: int) -> str:
    """4.12 × 10²⁴."""
    point = f".{digits[1:]}" if digits[1:] else ""
    return (
        f"{words.current().number(digits[0] + point)} × 10{str(exponent).translate(SUPERSCRIPTS)}"
    )
