"""Numbers as people write them: `40T`, `22 trillion`, `2.2e13`, `17 B`, `1,000`, `5%`, `256Ki`.

A text has one reading or several: `0.35` in a field of percentages is 0.35% or 35%. This module
finds them all; which of them the field can hold, and whether to ask, is for the field to say.
"""

import re
from dataclasses import dataclass
from functools import cache
from math import inf

from calc import words
from calc.form import digit_marks, magnitudes, numbers
from calc.form.magnitudes import Factor

MAX_CHARACTERS = 60
"""No sensible number is longer, and no shorter text is slow to parse."""

type Decimal = tuple[int, int]
"""A coefficient and a power of ten."""


class ParseError(ValueError):
    """The text is not a number. The message is a clause; the field completes the sentence."""


@dataclass(frozen=True)
class Readings:
    """The numbers that a text may mean, the one by the customs of the site first."""

    numbers: tuple[Decimal, ...]
    is_exact: bool = True
    """False for a text that says more than a number: <5, 5+, 5 ± 1."""


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled for the first number, so that importing this module costs nothing."""
    return re.compile(
        r"""[~≈]?\ *(?P<sign>[+-]?)\ *
        (?P<money>(?:us|cn)?[$¥]|€|£|₹|fr\.|rs\.|(?:rs|usd|eur|gbp|jpy|cny|inr|chf)(?![a-z]))?\ *
        (?:
            10\ *(?:\^|\*\*)\ *(?P<alone>[+-]?[0-9]+)
            |(?P<over>[0-9]+)\ */\ *(?P<under>[0-9]+)
            |(?P<digits>[0-9](?:[0-9.,_'\ ]*[0-9.,])?|[.,][0-9]+)
             (?:\ *(?:e\ *|[×x*·]\ *10\ *(?:\^|\*\*)\ *)(?P<power>[+-]?[0-9]+))?
        )
        \ *(?P<tail>[^0-9.,+±^\ -].*)?""",
        re.VERBOSE | re.IGNORECASE,
    )


def parse(text: str, unit: str = "") -> Decimal:
    """The first reading as (coefficient, power of ten). Raises ParseError."""
    return readings(text, unit).numbers[0]


def readings(text: str, unit: str = "", *, percent: bool = False) -> Readings:
    """What the text may mean; a magnitude and `unit` may follow the digits.

    In a field of percentages (`percent`) a number alone is a percentage or a share.
    Raises ParseError.
    """
    said, written = words.current(), text.strip()
    if len(written) > MAX_CHARACTERS:
        count = said.number(f"{len(written):,}")
        raise ParseError(said.too_many_characters.format(most=MAX_CHARACTERS, count=count))
    written = _plain(written)
    if found := _pattern().fullmatch(written):
        return Readings(tuple(dict.fromkeys(_numbers(found, written, unit, percent=percent))))
    is_loss = written[:1] == "(" and written[-1:] == ")"  # to accountants
    within = written[1:-1] if is_loss else _without_bound(written)
    if not within:
        raise ParseError(_why(written))
    try:
        inner = readings(within, unit, percent=percent)
    except ParseError:
        raise ParseError(_why(written)) from None
    if not is_loss:
        return Readings(inner.numbers, is_exact=False)
    negative = tuple((-coefficient, power) for coefficient, power in inner.numbers)
    return Readings(tuple(dict.fromkeys(negative + inner.numbers)), is_exact=inner.is_exact)


def _numbers(found: re.Match[str], written: str, unit: str, *, percent: bool) -> list[Decimal]:
    """Every reading of the digits with every meaning of what follows them."""
    said = words.current()
    if found["money"] and not magnitudes.is_currency(found["money"].casefold(), unit):
        raise ParseError(said.no_money)
    tail = found["tail"] or ""
    is_apart = bool(tail) and written[found.start("tail") - 1] == " "
    factors = magnitudes.factors(" " * is_apart + tail, unit, percent=percent)
    if not factors:
        raise ParseError(said.no_magnitude.format(text=tail))
    bases, per = _bases(found), int(found["under"] or 1)
    if not bases or not per:
        raise ParseError(_why(written))
    sign = -1 if found["sign"] == "-" else 1
    return [
        _product(sign * coefficient, power, factor, per)
        for coefficient, power in bases
        for factor in factors
    ]


def _bases(found: re.Match[str]) -> list[Decimal]:
    """What the digits may mean; what is above the line of a fraction is one of them."""
    if found["alone"]:
        return [(1, int(found["alone"]))]
    if found["over"]:
        return [(int(found["over"]), 0)]
    exponent = found["power"]
    plain = digit_marks.plain_decimals(found["digits"], exponent=exponent is not None)
    parts = (one.partition(".") for one in plain)
    return [(int(whole + part), int(exponent or 0) - len(part)) for whole, _, part in parts]


def _product(coefficient: int, power: int, factor: Factor, per: int) -> Decimal:
    """The number times the factor; where a division has no end, the nearest float."""
    coefficient, power, per = coefficient * factor.times, power + factor.power, per * factor.per
    quotient, rest = divmod(coefficient, per)
    number = numbers.real(coefficient, power) / per if rest else inf
    return (quotient, power) if number == inf else numbers.decimal(number)


def _without_bound(written: str) -> str:
    """The number in <5, ≥ 5, 5+ and 5 ± 1; "" if there is none."""
    found = re.fullmatch(
        r"(?:[<>≤≥]=?\ *([^<>≤≥=].*)|(.*[^+\ ])\ *\+|(.*?[^\ ])\ *(?:±|\+/?-).*)", written
    )
    return next(filter(None, found.groups()), "") if found else ""


def _why(written: str) -> str:
    """Why this is not a number."""
    said = words.current()
    if written.casefold().lstrip("+-") in ("nan", "inf", "infinity", "∞"):
        return said.not_to_compute.format(text=written)
    if written[:1].isdigit() and any(mark in written for mark in ".,"):
        return said.unreadable_marks.format(text=written)
    return said.not_a_number.format(text=written)


def _plain(written: str) -> str:
    """The text with the digits, spaces and signs of ASCII, and with 10²⁴ as 10^24."""
    plain = re.sub(
        "[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: "^" + power[0].translate(_SUPERSCRIPTS), written
    )
    if plain.isascii():
        return plain
    plain = plain.translate(_SIGNS)
    if plain[:1] in _DASHES:
        plain = "-" + plain[1:]
    own = words.current()
    plain = plain.replace("٫", own.decimal_mark).replace("٬", own.group_mark)
    return "".join(str(int(c)) if c.isdecimal() else c for c in plain)


_DASHES = ("‐", "‑", "‒", "–", "—", "﹣")
_SIGNS = {ord(c): " " for c in "\u00a0\u2009\u202f\u2007\t\r\n\u3000"}
_SIGNS |= {ord(c): chr(ord(c) - 0xFEE0) for c in "＋－．，％＄（）＜＞～"}
_SIGNS |= {
    ord("\u2212"): "-",
    ord("\u2019"): "'",
    ord("½"): "1/2",
    ord("¼"): "1/4",
    ord("¾"): "3/4",
}
_SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
