"""Numbers as people write them: `40T`, `22 trillion`, `2.2e13`, `17 B`, `1,000`, `5%`, `256Ki`."""

import re
from functools import cache

from calc import words

MAGNITUDES = {
    "": (1, 0),
    "k": (1, 3),
    "m": (1, 6),
    "b": (1, 9),
    "g": (1, 9),
    "t": (1, 12),
    "p": (1, 15),
    "ki": (2**10, 0),
    "mi": (2**20, 0),
    "gi": (2**30, 0),
    "ti": (2**40, 0),
    "%": (1, -2),
}
"""What may follow the digits in every language, as factor and power of ten. T is a trillion and M a
million; Ki, Mi, Gi and Ti are powers of 1,024."""

CURRENCIES = {
    "usd": ("$",),
    "eur": ("€",),
    "gbp": ("£",),
    "jpy": ("¥",),
    "cny": ("¥", "cn¥"),
    "inr": ("₹",),
    "chf": ("fr.",),
}
"""Signs before or after an amount."""

SI = {"kg": ("g", 3), "mg": ("g", -3), "ml": ("l", -3), "km": ("m", 3)}
SI |= {unit: (unit, 0) for unit in ("g", "l", "m", "s", "V", "A", "Ah", "J", "Hz", "W", "Wh")}
"""Units that take prefixes, each as another unit and a power of ten."""

PREFIXES = {"n": -9, "µ": -6, "μ": -6, "u": -6, "m": -3, "c": -2, "d": -1, "": 0}
PREFIXES |= {"k": 3, "M": 6, "G": 9, "T": 12}

MAX_CHARACTERS = 60
"""No sensible number is longer, and no shorter text is slow to parse."""


class ParseError(ValueError):
    """The text is not a number. The message is a clause; the field completes the sentence."""


@cache
def _pattern(group: str, point: str) -> re.Pattern[str]:
    """Compiled for the first number, so that importing this module costs nothing.

    `group` is the mark between thousands, `point` the one before the fraction.
    """
    return re.compile(
        rf"""[~≈]?\ *(?P<sign>[+-]?)\ *
        (?P<money>\$|€|£|(?:cn)?¥|₹|fr\.|(?:usd|eur|gbp|jpy|cny|inr|chf)(?![a-z]))?\ *
        (?:
            (?P<whole>[1-9][0-9]{{0,2}}(?:[{group}_'\ ][0-9]{{3}})+(?![0-9])|[0-9]*)
            (?:[{point}](?P<part>[0-9]*))?
            (?:\ *(?:e\ *|[×x*·]\ *10\ *(?:\^|\*\*)\ *)(?P<power>[+-]?[0-9]+))?
            |10\ *(?:\^|\*\*)\ *(?P<alone>[+-]?[0-9]+)
        )
        \ *(?P<tail>[^0-9.,+^\ -].*)?""",
        re.VERBOSE | re.IGNORECASE,
    )


def parse(text: str, unit: str = "") -> tuple[int, int]:
    """The number as (coefficient, power of ten); a magnitude and `unit` may follow it.

    Raises ParseError.
    """
    said, written = words.current(), text.strip()
    if len(written) > MAX_CHARACTERS:
        count = said.number(f"{len(written):,}")
        raise ParseError(said.too_many_characters.format(most=MAX_CHARACTERS, count=count))
    written = _plain(written)
    found = _pattern(said.group_mark, said.decimal_mark).fullmatch(written)
    if not found:
        raise ParseError(_why(written))
    whole, part, alone = found["whole"] or "", found["part"] or "", found["alone"]
    digits = "".join(c for c in whole if c.isdigit()) + part
    if not digits and alone is None:
        raise ParseError(_why(written))
    if found["money"] and not _is_currency(found["money"].casefold(), unit):
        raise ParseError(said.no_money)
    factor, power = _magnitude(found["tail"] or "", unit)
    coefficient = int(digits or 1) * factor
    power += int(alone or found["power"] or 0) - len(part)
    return (-coefficient if found["sign"] == "-" else coefficient), power


def _is_currency(sign: str, unit: str) -> bool:
    """Whether the sign or code is that of the currency in a unit."""
    return any(
        code in unit.casefold() and sign in (code, *signs) for code, signs in CURRENCIES.items()
    )


def with_prefix(letters: str, unit: str) -> int | None:
    """The power of ten of a unit with an SI prefix, in the unit of the field: mg in g is -3.

    None if the letters are no such unit. Prefixes differ by case: mV and MV.
    """
    base, power = SI.get(unit, ("", 0))
    if base == "g" and letters == "t":
        return 6 - power
    if not base or not letters.endswith(base):
        return None
    prefix = PREFIXES.get(letters.removesuffix(base))
    return None if prefix is None else prefix - power


def _magnitude(tail: str, unit: str) -> tuple[int, int]:
    """The magnitude in the letters after the digits; the unit of the field may follow it."""
    prefix = with_prefix(tail.strip(), unit)
    if prefix is not None:
        return 1, prefix
    letters = _unit(tail)
    for spelling in _spellings(unit):  # the longest first: in a field of bytes, B means bytes
        if letters.endswith(spelling):
            found = magnitude(letters.removesuffix(spelling).strip())
            if found:
                return found
    raise ParseError(words.current().no_magnitude.format(text=tail))


def magnitude(letters: str) -> tuple[int, int] | None:
    """The factor and the power of ten that letters in lower case mean."""
    if letters in MAGNITUDES:
        return MAGNITUDES[letters]
    power = words.current().magnitude_words.get(letters)
    return None if power is None else (1, power)


def _spellings(unit: str) -> list[str]:
    """The spellings of a unit: in full, its first or last word, without the part after "per"."""
    said = words.current()
    above, _, below = _unit(said.unit(unit)).partition("/")
    tops = {above, *above.split()[:1], *above.split()[-1:], _unit(said.unit_of_one(unit))}
    for top in tuple(tops):
        tops |= {_unit(spelling) for spelling in said.spellings.get(top, ())}
        tops |= {*CURRENCIES[top], ""} if top in CURRENCIES else set()
    ends = {f"/{end}" for end in (below, *below.split()[:1], *below.split()[-1:]) if end}
    if "/hour" in ends:
        ends.add("/h")
    return sorted({"", *(top + end for top in tops for end in ("", *ends))}, key=len)[::-1]


def _unit(text: str) -> str:
    """A unit in a form for comparison: `USD per rental-hours` is `usd/rental hour`."""
    per = words.current().per
    plain = text.casefold().replace("-", " ").replace("₂", "2").replace("/", f" {per} ")
    singular = (word.removesuffix("s") if len(word) > 1 else word for word in plain.split())
    return " ".join(singular).replace(f" {per} ", "/").replace(f"{per} ", "/")


def _why(written: str) -> str:
    """Why this is not a number."""
    said = words.current()
    if written.casefold().lstrip("+-") in ("nan", "inf", "infinity", "∞"):
        return said.not_to_compute.format(text=written)
    marked = said.group_mark in written or written.count(said.decimal_mark) > 1
    if written[:1].isdigit() and marked:
        return said.unreadable_marks.format(text=written)
    return said.not_a_number.format(text=written)


def _plain(written: str) -> str:
    """The text with one kind of space and minus sign, and with 10²⁴ as 10^24."""
    plain = re.sub(
        "[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: "^" + power[0].translate(_SUPERSCRIPTS), written
    )
    return plain.translate(_SPACES)


_SPACES = {ord(c): " " for c in "\u00a0\u2009\u202f\u2007\t\r\n"} | {ord("\u2212"): "-"}
_SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
