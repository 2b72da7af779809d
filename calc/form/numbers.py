"""Numbers as people write them: `40T`, `22 trillion`, `2.2e13`, `17 B`, `1,000`, `5%`, `256Ki`.

A number is read as a whole coefficient and a power of ten, so that `17.17289472B` is exactly
17,172,894,720, and it is echoed so that reading the echo gives the same number again.
"""

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
"""What may follow the digits: factor and power of ten. T is a trillion, as in "40T tokens", and
M a million; Ki, Mi, Gi and Ti are powers of 1,024."""

LETTERS = ((12, "T"), (9, "B"), (6, "M"))
"""The letters of an echo. There is no K: 128K means 131,072 to some and 128,000 to others."""

LONGEST = 60
"""Characters. No number that a reader means is longer, and none shorter is slow to read."""


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled when the first number is read, so that importing this costs nothing."""
    return re.compile(
        r"""[~≈]?\s*\$?\s*
        (?P<sign>[+-]?)\s*\$?
        (?P<whole>[0-9]{1,3}(?:[,_'\ ][0-9]{3})+(?![0-9])|[0-9]*)
        (?:\.(?P<part>[0-9]*))?
        (?:\s*(?:e|[×x*]\s*10\s*(?:\^|\*\*))\s*(?P<power>[+-]?[0-9]+))?
        \s*(?P<word>[a-z%]*)(?P<unit>[\sa-z$/-]*)""",
        re.VERBOSE | re.IGNORECASE,
    )


def read(text: str, unit: str = "") -> tuple[int, int]:
    """The number as (coefficient, power of ten); `unit` may follow it.

    Raises ValueError with a sentence for the person who wrote it.
    """
    written = text.translate(_SPACES).strip()
    if len(written) > LONGEST:
        raise ValueError(f"A number has at most {LONGEST} characters; this has {len(written)}.")
    found = _pattern().fullmatch(written)
    digits = (found["whole"] + (found["part"] or "")) if found else ""
    if not found or not digits:
        raise ValueError(_unreadable(written))
    factor, power = _magnitude(found["word"], found["unit"], unit, written)
    coefficient = int("".join(c for c in digits if c.isdigit())) * factor
    power += int(found["power"] or 0) - len(found["part"] or "")
    return (-coefficient if found["sign"] == "-" else coefficient), power


def _magnitude(word: str, rest: str, unit: str, written: str) -> tuple[int, int]:
    """What the letters behind the digits stand for: a magnitude, the field's unit, or both."""
    word, rest, unit = word.casefold(), rest.strip().casefold(), unit.casefold()
    units = {"", unit, unit.removesuffix("s"), "usd" if "usd" in unit else "", "$"}
    if word in MAGNITUDES and rest in units:
        return MAGNITUDES[word]
    if f"{word} {rest}".strip() in units or word + rest in units:
        return MAGNITUDES[""]
    raise ValueError(_unreadable(written))


def _unreadable(written: str) -> str:
    if written.casefold().lstrip("+-") in ("nan", "inf", "infinity"):
        return f"“{written}” is not a number to compute with; write one like 40T or 2.2e13."
    if "," in written and "." not in written:
        return f"“{written}” cannot be read; write 1,000 for a thousand and 1.5 for one and a half."
    return f"“{shorten(written)}” is not a number; write one like 40T, 2.2e13 or 22 trillion."


class NotWhole(ValueError):
    """A fraction where a whole number is needed."""


def shorten(text: str, most: int = 24) -> str:
    """A reader's own text, short enough to stand in a sentence."""
    return text if len(text) <= most else f"{text[:most]}…"


def whole(coefficient: int, power: int) -> int:
    """The number as an integer; NotWhole where it has a fraction.

    Beyond 10⁴⁰⁰ the power is cut: such a number is out of every bound, and must not fill memory.
    """
    power = max(-400, min(power, 400))
    if power >= 0:
        scale: int = 10**power
        return coefficient * scale
    scale = 10**-power
    value, rest = divmod(coefficient, scale)
    if rest:
        raise NotWhole("a fraction where a whole number is needed")
    return value


def real(coefficient: int, power: int) -> float:
    """The nearest float; infinite where it is larger than any float."""
    return float(f"{coefficient}e{power}")


def echo(value: float, *, percent: bool = False) -> str:
    """The canonical text of a number; `read` gives back exactly that number.

    >>> echo(40_000_000_000_000), echo(131072), echo(0.2314, percent=True)
    ('40T', '131,072', '23.14%')
    """
    coefficient, power = decimal(value)
    if percent:
        return f"{_plain(coefficient, power + 2)}%"
    for exponent, letter in LETTERS:
        if abs(value) >= 10**exponent and power - exponent >= -3:
            return _plain(coefficient, power - exponent) + letter
    return _plain(coefficient, power)


def decimal(value: float) -> tuple[int, int]:
    """The shortest decimal that reads as `value`: coefficient without trailing zeros, power."""
    mantissa, _, exponent = repr(value).partition("e")
    head, _, tail = mantissa.partition(".")
    coefficient, power = int(head + tail), int(exponent or 0) - len(tail)
    while coefficient and coefficient % 10 == 0:
        coefficient, power = coefficient // 10, power + 1
    return coefficient, power if coefficient else 0


def _plain(coefficient: int, power: int) -> str:
    """All digits, thousands in groups: 131,072 or 0.0005."""
    if power >= 0:
        return f"{coefficient * 10**power:,}"
    sign, digits = ("-" if coefficient < 0 else ""), str(abs(coefficient)).rjust(1 - power, "0")
    return f"{sign}{int(digits[:power]):,}.{digits[power:]}"


_SPACES = {ord(c): " " for c in "\u00a0\u2009\u202f\u2007\t"} | {ord("\u2212"): "-"}
