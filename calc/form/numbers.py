"""Exact decimals, as an integer coefficient and a power of ten, and the canonical text of a number.

So `17.17289472B` is exactly 17,172,894,720, and parsing a canonical text gives the same number.
"""

from functools import cache
from math import log10

from calc import words

SHORT_BELOW, SHORT_FROM = 10**18, 1e-6
"""Numbers outside of these bounds are written with an exponent: 1e18, 1.5e-7."""

MAX_POWER = 400
"""Larger powers of ten are outside the bounds of every field, and would fill the memory."""


class NotWhole(ValueError):
    """A whole number is needed; `below` is the one below the given fraction."""

    def __init__(self, below: int) -> None:
        super().__init__(below)
        self.below = below


def whole(coefficient: int, power: int) -> int:
    """The number as an integer, at most 10**MAX_POWER. Raises NotWhole if it is a fraction."""
    scale: int = 10 ** min(abs(power), MAX_POWER)
    if power >= 0:
        return coefficient * scale
    below, rest = divmod(coefficient, scale)
    if rest:
        raise NotWhole(below)
    return below


def real(coefficient: int, power: int) -> float:
    """The nearest float; infinity if no float is as large."""
    return float(f"{coefficient}e{power}")


def decimal(value: float) -> tuple[int, int]:
    """The shortest decimal for `value`: a coefficient without trailing zeros, and a power."""
    mantissa, _, exponent = repr(value).partition("e")
    head, _, tail = mantissa.partition(".")
    digits = (head + tail).rstrip("0")
    power = int(exponent or 0) + len(head) - len(digits)
    return (int(digits), power) if digits.strip("-0") else (0, 0)


def multiples(value: float, step: float) -> tuple[float, float]:
    """The largest multiple of `step` not above `value`, and the next one.

    Exact in decimals: 0.3 is a multiple of 0.1.
    """
    (a, p), (b, q) = decimal(value), decimal(step)
    power = min(p, q)
    units, step_units = a * 10 ** (p - power), b * 10 ** (q - power)
    lower: int = units - units % step_units
    make = whole if isinstance(value, int) and isinstance(step, int) else real
    return make(lower, power), make(lower + step_units, power)


def canonical(value: float, *, percent: bool = False, letters: bool = True) -> str:
    """The canonical text of a number; parsing it gives exactly that number.

    >>> canonical(40_000_000_000_000), canonical(131072), canonical(0.2314, percent=True)
    ('40T', '131,072', '23.14%')
    """
    said = words.current()
    coefficient, power = decimal(value)
    if value and not SHORT_FROM <= abs(value) < SHORT_BELOW:
        return (
            _with_exponent(coefficient, power + 2) + said.percent
            if percent
            else _with_exponent(coefficient, power)
        )
    if percent:
        return grouped(coefficient, power + 2) + said.percent
    for size, letter in said.magnitudes if letters else ():
        if abs(value) >= size and power - exponent(size) >= -3:
            return grouped(coefficient, power - exponent(size)) + letter
    return grouped(coefficient, power)


@cache
def exponent(size: float) -> int:
    """The power of ten of a magnitude."""
    return round(log10(size))


def grouped(coefficient: int, power: int) -> str:
    """All digits, thousands in groups: 131,072 or 0.0005."""
    return words.current().number(plain(coefficient, power))


def plain(coefficient: int, power: int) -> str:
    """The same as every language of computers writes it."""
    if power >= 0:
        return f"{coefficient * 10**power:,}"
    sign, digits = ("-" if coefficient < 0 else ""), str(abs(coefficient)).rjust(1 - power, "0")
    return f"{sign}{int(digits[:power]):,}.{digits[power:]}"


def in_formula(text: str) -> str:
    """A formula with its own numbers as the language writes them."""
    said = words.current()
    if said.decimal_mark == ".":
        return text
    import re  # loaded only for languages with other marks

    return re.sub(r"[0-9][0-9,]*\.?[0-9]+", lambda found: said.number(found[0]), text)


def _with_exponent(coefficient: int, power: int) -> str:
    """1e18 or 1.5e-7."""
    sign, digits = ("-" if coefficient < 0 else ""), str(abs(coefficient))
    point = f".{digits[1:]}" if digits[1:] else ""
    return f"{sign}{words.current().number(digits[0] + point)}e{power + len(digits) - 1}"
