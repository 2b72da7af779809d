"""Numbers for people. Only this file scales a value; everything else holds base units.

Three significant digits, the field's own magnitudes (B is 10⁹ parameters, T is 10¹² tokens) and
SI prefixes for physical units; the exact value stays in the markup beside the shown one. Whole
numbers too small for a magnitude are counts, and shown to the last digit.
"""

from functools import cache
from math import log10

from calc.form.numbers import BIGGEST, decimal, echo, plain

LARGEST = 1.7976931348623157e308
"""The largest finite float."""

TINY = -4
"""Numbers below this power of ten would drown in zeros: 1.23 × 10⁻⁵."""

type Digits = tuple[int, int]
"""A number without its sign, as coefficient and power of ten: (412, 22)."""

type Steps = tuple[tuple[float, str], ...]
"""Sizes with what stands for them, the largest first."""

LETTERS: Steps = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
PREFIXES: Steps = (
    *((1e24, "Y"), (1e21, "Z"), (1e18, "E"), (1e15, "P")),
    *((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")),
)
MASSES: Steps = ((1e15, "Gt"), (1e12, "Mt"), (1e6, "t"), (1e3, "kg"))
"""A tonne is 10⁶ g; a thousand of them are still counted in tonnes."""

WORDS: Steps = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

WHOLE = "GPU-hours per trillion tokens"
"""Comparing two of them needs more digits than three: 125,000 and 108,182."""

SI = ("B", "B/s", "FLOP/s", "FLOP/token", "Wh", "W")
UNSAID = ("", "parameters", "tokens")
"""The row or the sentence says them already."""

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def quantity(value: float, unit: str = "", *, rounded: bool = True) -> str:
    """A value with its unit, as it stands in a sentence or a table.

    >>> quantity(107_769_861_120, "parameters"), quantity(4.12e24, "FLOP")
    ('108 B', '4.12 × 10²⁴ FLOP')
    >>> quantity(5e6, "GPU-hours"), quantity(1e7, "USD"), quantity(0.2314, "1")
    ('5.00 M GPU-hours', '$10.0 M', '23.1%')
    """
    if not -LARGEST <= value <= LARGEST:  # a NaN neither
        return "beyond what can be counted"
    size = abs(value)
    if unit == WHOLE and 1000 <= size < 1e6:
        size = round(size)
    number = _three(size) if rounded and not _is_count(size, unit) else decimal(size)
    return f"{'−' if value < 0 else ''}{_unsigned(size, number, unit)}"


def exact(value: float, unit: str = "") -> str:
    """A whole number to its last digit where `quantity` rounds it, else nothing."""
    if not isinstance(value, int) or _is_count(abs(value), unit):
        return ""
    digits = len(str(decimal(abs(value))[0]))
    return "" if digits <= 3 else f"{value:,}" if unit in UNSAID else f"{value:,} {unit}"


def words(value: float, unit: str = "") -> str:
    """A value as it is read aloud: "40 trillion tokens", "1 expert", "39.4 percent"."""
    named = unit.removesuffix("s") if value == 1 else unit
    if not -BIGGEST < value < BIGGEST:
        return f"{echo(value)} {named}".rstrip()
    short = value if isinstance(value, int) and abs(value) < 10**6 else float(f"{value:.4g}")
    if unit == "1":
        return f"{echo(short, percent=True).removesuffix('%')} percent"
    coefficient, power = decimal(short)
    for size, word in WORDS:
        if abs(short) >= size:
            return f"{plain(coefficient, power - _exponent(size))} {word} {named}".rstrip()
    return f"{echo(short)} {named}".rstrip()


def _is_count(size: float, unit: str) -> bool:
    """Whether this is a whole number that needs no magnitude."""
    steps = PREFIXES if unit in SI else MASSES if unit == "g" else LETTERS
    return isinstance(size, int) and unit not in ("1", "ratio") and size < steps[-1][0]


def _unsigned(size: float, number: Digits, unit: str) -> str:
    match unit:
        case "1":
            return f"{_scaled((number[0], number[1] + 2))}%"
        case "ratio":
            return f"{_scaled(number)}×"
        case "FLOP":
            return f"{_scaled(number, most=6)} FLOP"
        case "USD" | "USD per GPU-hour":
            cents = f"{size:.2f}" if 0.1 <= size < 999.995 else _scaled(number, LETTERS)
            return f"${cents}{unit.removeprefix('USD')}"
        case "g":
            return f"{_scaled(number, MASSES, bare=' g')} CO₂e"
        case _ if unit in SI:
            return f"{_scaled(number, PREFIXES, bare=' ')}{unit}"
        case _ if unit in UNSAID:
            return _scaled(number, LETTERS)
    one = size == 1 and isinstance(size, int)
    return f"{_scaled(number, LETTERS)} {unit.removesuffix('s') if one else unit}"


def _three(size: float) -> Digits:
    """The number rounded to three digits, zeros at the end kept."""
    mantissa, _, exponent = f"{size:.2e}".partition("e")
    coefficient = int(mantissa.replace(".", ""))
    return (coefficient, int(exponent) - 2) if coefficient else (0, 0)


def _scaled(number: Digits, steps: Steps = (), *, bare: str = "", most: int = 15) -> str:
    """The digits with the largest magnitude that leaves one before the point, or `bare`."""
    coefficient, power = number
    above = len(str(coefficient)) + power  # the number is below this power of ten
    if coefficient and not TINY < above <= (_exponent(steps[0][0]) + 3 if steps else most):
        return _raised(str(coefficient), above - 1) + bare
    for size, name in steps:
        if above > _exponent(size):
            return f"{plain(coefficient, power - _exponent(size))} {name}"
    return plain(coefficient, power) + bare


@cache
def _exponent(size: float) -> int:
    return round(log10(size))


def _raised(digits: str, exponent: int) -> str:
    """4.12 × 10²⁴."""
    point = f".{digits[1:]}" if digits[1:] else ""
    return f"{digits[0]}{point} × 10{str(exponent).translate(SUPERSCRIPTS)}"
