"""Numbers as people write them: `40T`, `22 trillion`, `2.2e13`, `17 B`, `1,000`, `5%`, `256Ki`."""

import re
from functools import cache

MAGNITUDES = {
    "": (1, 0),
    "k": (1, 3),
    "thousand": (1, 3),
    "m": (1, 6),
    "mn": (1, 6),
    "million": (1, 6),
    "b": (1, 9),
    "bn": (1, 9),
    "g": (1, 9),
    "billion": (1, 9),
    "t": (1, 12),
    "tn": (1, 12),
    "trillion": (1, 12),
    "p": (1, 15),
    "quadrillion": (1, 15),
    "ki": (2**10, 0),
    "mi": (2**20, 0),
    "gi": (2**30, 0),
    "ti": (2**40, 0),
    "%": (1, -2),
    "percent": (1, -2),
}
"""What may follow the digits, as factor and power of ten. T is a trillion and M a million; Ki, Mi,
Gi and Ti are powers of 1,024."""

MAX_CHARACTERS = 60
"""No sensible number is longer, and no shorter text is slow to parse."""


class ParseError(ValueError):
    """The text is not a number. The message is a clause; the field completes the sentence."""


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled for the first number, so that importing this module costs nothing."""
    return re.compile(
        r"""[~≈]?\ *(?P<sign>[+-]?)\ *(?P<money>\$?)\ *
        (?:
            (?P<whole>[0-9]{1,3}(?:[,_'\ ][0-9]{3})+(?![0-9])|[0-9]*)
            (?:\.(?P<part>[0-9]*))?
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
    written = text.strip()
    if len(written) > MAX_CHARACTERS:
        raise ParseError(
            f"a number has at most {MAX_CHARACTERS} characters and this text has {len(written):,}"
        )
    written = _plain(written)
    found = _pattern().fullmatch(written)
    if not found:
        raise ParseError(_why(written))
    whole, part, alone = found["whole"] or "", found["part"] or "", found["alone"]
    digits = "".join(c for c in whole if c.isdigit()) + part
    if not digits and alone is None:
        raise ParseError(_why(written))
    factor, power = _magnitude(found["tail"] or "", unit, money=bool(found["money"]))
    coefficient = int(digits or 1) * factor
    power += int(alone or found["power"] or 0) - len(part)
    return (-coefficient if found["sign"] == "-" else coefficient), power


def _magnitude(tail: str, unit: str, *, money: bool) -> tuple[int, int]:
    """The magnitude in the letters after the digits; the unit of the field may follow it."""
    if money and "USD" not in unit:
        raise ParseError("this is not an amount of money")
    letters = _unit(tail)
    for spelling in _spellings(unit):  # the longest first: in a field of bytes, B means bytes
        if letters.endswith(spelling):
            magnitude = letters.removesuffix(spelling).strip()
            if magnitude in MAGNITUDES:
                return MAGNITUDES[magnitude]
    raise ParseError(f"“{tail}” is neither k, M, B, T (10³, 10⁶, 10⁹, 10¹²) nor a unit that fits")


def _spellings(unit: str) -> list[str]:
    """The spellings of a unit: in full, its first or last word, without the part after "per"."""
    above, _, below = _unit(unit).partition("/")
    tops = {above, *above.split()[:1], *above.split()[-1:]}
    if "usd" in tops:
        tops |= {"$", "dollar", ""}
    ends = {f"/{end}" for end in (below, *below.split()[:1], *below.split()[-1:]) if end}
    if "/hour" in ends:
        ends.add("/h")
    return sorted({"", *(top + end for top in tops for end in ("", *ends))}, key=len)[::-1]


def _unit(text: str) -> str:
    """A unit in a form for comparison: `USD per rental-hours` is `usd/rental hour`."""
    words = text.casefold().replace("-", " ").replace("₂", "2").replace("/", " per ").split()
    singular = (word.removesuffix("s") if len(word) > 1 else word for word in words)
    return " ".join(singular).replace(" per ", "/").replace("per ", "/")


def _why(written: str) -> str:
    """Why this is not a number."""
    if written.casefold().lstrip("+-") in ("nan", "inf", "infinity", "∞"):
        return f"“{written}” is not a number to compute with"
    if written[:1].isdigit() and ("," in written or written.count(".") > 1):
        return (
            f"“{written}” cannot be read; commas go between thousands (1,000) "
            "and a point before a fraction (1.5)"
        )
    return f"“{written}” is not a number"


def _plain(written: str) -> str:
    """The text with one kind of space and minus sign, and with 10²⁴ as 10^24."""
    plain = re.sub(
        "[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: "^" + power[0].translate(_SUPERSCRIPTS), written
    )
    return plain.translate(_SPACES)


_SPACES = {ord(c): " " for c in "\u00a0\u2009\u202f\u2007\t\r\n"} | {ord("\u2212"): "-"}
_SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
