"""What follows the digits of a number: a magnitude, a unit, or both: `T`, `Mrd.`, `GB`, `per hour`.

The letters may have several meanings: `mw` is milliwatts to some and megawatts to others. Each
meaning is a `Factor`; the one that the field's own unit and language suggest comes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calc import words


@dataclass(frozen=True)
class Factor:
    """`times` × 10^`power` ÷ `per`, all of them integers."""

    times: int = 1
    power: int = 0
    per: int = 1


MAGNITUDES = {
    "": (1, 0),
    "k": (1, 3),
    "m": (1, 6),
    "mm": (1, 6),
    "b": (1, 9),
    "g": (1, 9),
    "t": (1, 12),
    "p": (1, 15),
    "ki": (2**10, 0),
    "mi": (2**20, 0),
    "gi": (2**30, 0),
    "ti": (2**40, 0),
    "%": (1, -2),
    "‰": (1, -3),
    "mn": (1, 6),
    "mln": (1, 6),
    "bn": (1, 9),
    "mrd": (1, 9),
    "mrd.": (1, 9),
    "mld": (1, 9),
    "milliard": (1, 9),
    "milliarde": (1, 9),
    "milliarden": (1, 9),
    "billionen": (1, 12),
    "billiarde": (1, 15),
    "billiarden": (1, 15),
    "lakh": (1, 5),
    "lac": (1, 5),
    "crore": (1, 7),
    "万": (1, 4),
    "萬": (1, 4),
    "亿": (1, 8),
    "億": (1, 8),
}
"""What means the same in every language, as factor and power of ten. T is a trillion and M a
million, as MM is in finance; Ki, Mi, Gi and Ti are powers of 1,024."""

CURRENCIES = {
    "usd": ("$", "us$"),
    "eur": ("€",),
    "gbp": ("£",),
    "jpy": ("¥",),
    "cny": ("¥", "cn¥"),
    "inr": ("₹", "rs", "rs."),
    "chf": ("fr.",),
}
"""Signs before or after an amount."""

BASES = ("g", "l", "m", "s", "V", "A", "Ah", "J", "Hz", "W", "Wh", "B")
"""Units that take prefixes."""

PREFIXES = {"n": -9, "µ": -6, "μ": -6, "u": -6, "m": -3, "c": -2, "d": -1, "": 0}
PREFIXES |= {"k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "P": 15}

SECONDS = dict.fromkeys(("s", "sec", "second", "sek", "sek.", "sekunde", "sekunden"), 1)
SECONDS |= dict.fromkeys(("min", "min.", "minute", "minuten"), 60)
SECONDS |= dict.fromkeys(("h", "hr", "hour", "std", "std.", "stunde", "stunden"), 3600)
SECONDS |= dict.fromkeys(("d", "day", "tag", "tage"), 86_400)
SECONDS |= dict.fromkeys(("week", "woche", "wochen"), 7 * 86_400)
"""Units of time in every language, in the form for comparison. Months and years differ."""


def factors(tail: str, unit: str, *, percent: bool = False) -> list[Factor]:
    """The meanings of what follows the digits, in a field of that unit; [] if it has none.

    A space before a unit is part of `tail`. In a field of percentages a number alone may be a
    percentage or a share.
    """
    letters = tail.strip()
    if percent:
        if not letters:
            return [Factor(power=-2), Factor()]
        found = _usual(tail, unit)
        is_percentage = letters.casefold().endswith((*words.current().percent_words, "‰"))
        return found if is_percentage else [replace(one, power=one.power - 2) for one in found]
    if letters == unit and tail[:1] == " ":
        return [Factor()]
    exact = with_prefix(letters, unit)
    if exact is not None or (letters and letters == unit):
        return list(dict.fromkeys([Factor(power=exact or 0), *_also_a_magnitude(letters)]))
    return list(dict.fromkeys([*_usual(tail, unit), *_other(letters, unit)]))


def with_prefix(letters: str, unit: str) -> int | None:
    """The power of ten of a unit with an SI prefix, in the unit of the field: mg in g is -3.

    None if the letters are no such unit. Prefixes differ by case: mV and MV.
    """
    base, power = _base(unit)
    if base == "g" and letters == "t":
        return 6 - power
    if not base or not letters.endswith(base):
        return None
    prefix = _prefixes(base).get(letters.removesuffix(base))
    return None if prefix is None else prefix - power


def magnitude(letters: str) -> tuple[int, int] | None:
    """The factor and the power of ten that letters in lower case mean."""
    if letters in MAGNITUDES:
        return MAGNITUDES[letters]
    power = words.current().magnitude_words.get(letters)
    return None if power is None else (1, power)


def letter_is_a_unit(unit: str) -> bool:
    """Whether T, B or M after a number could be taken for the unit, as in a field of bytes."""
    base, power = _base(unit)
    return unit.casefold() in MAGNITUDES or bool(base and power >= 6)


def _usual(tail: str, unit: str) -> list[Factor]:
    """A magnitude, after which the unit of the field may follow."""
    letters = _unit(tail)
    doubtful = words.current().doubtful_magnitudes
    for spelling in _spellings(unit):  # the longest first: in a field of bytes, B means bytes
        if not letters.endswith(spelling):
            continue
        rest = letters.removesuffix(spelling)
        is_prefix = bool(spelling) and not rest.endswith(" ") and not _is_money(spelling)
        if rest.strip() in doubtful and not is_prefix:
            return [Factor(power=power) for power in doubtful[rest.strip()]]
        if found := magnitude(rest.strip()):
            return [Factor(*found)]
    return []


def _also_a_magnitude(letters: str) -> Iterator[Factor]:
    """80B may be 80 bytes or, as elsewhere, 80 billion; in a field of GB also 80 GB."""
    canonical = {letter.strip() for _, letter in words.current().magnitudes}
    alone = magnitude(letters.casefold())
    if alone and letters in canonical | {"B"}:
        yield Factor(*alone)
    if letters == "B":
        yield Factor()


def _other(letters: str, unit: str) -> Iterator[Factor]:
    """What else the letters may mean to people who do not care for the case of a letter."""
    plain, (base, power) = letters.casefold(), _base(unit)
    alone = magnitude(plain)
    if plain and plain == unit.casefold() and alone:
        yield Factor(*alone)
    if base:
        yield from _sloppy(letters, base, power)
        if letters == "m" and not power and base not in ("m", "B"):
            yield Factor(power=-3)
        if plain and power and plain == unit.removesuffix(base).casefold():
            yield Factor()
    if base == "B":
        yield from _bits(letters, power)
    yield from _time(letters, unit)


def _sloppy(letters: str, base: str, power: int) -> Iterator[Factor]:
    """The units that differ only by case: mw may be mW or MW."""
    if letters.islower() or letters.isupper():
        for prefix, ten in _prefixes(base).items():
            if (prefix + base).casefold() == letters.casefold():
                yield Factor(power=ten - power)
    if base == "g" and letters == "T":
        yield Factor(power=6 - power)


def _bits(letters: str, power: int) -> Iterator[Factor]:
    """In a field of bytes, Gb and kb are bits to some; and 80b may be 80 billion."""
    plain = letters.casefold().removesuffix("s")
    if plain.endswith("bit"):
        prefix = plain.removesuffix("bit")
    elif letters in ("b", "kb") or (letters[:1].isupper() and letters[1:] == "b"):
        prefix = letters.removesuffix("b")
    else:
        return
    ten = _prefixes("B").get(prefix.upper(), 0 if not prefix else None)
    if ten is not None:
        yield Factor(125, ten - power - 3)
    if letters == "b":
        yield Factor(*MAGNITUDES["b"])


def _time(letters: str, unit: str) -> Iterator[Factor]:
    """Another unit of time than the field's: 5 days in a field of hours."""
    *above, last = _unit(unit).split() or [""]
    *before, given = _unit(letters).split() or [""]
    if last in SECONDS and above == before and (letters == "m" or given in SECONDS):
        yield Factor(times=SECONDS.get(given, SECONDS["min"]), per=SECONDS[last])


def _base(unit: str) -> tuple[str, int]:
    """A unit without its prefix, and the power of ten of the prefix; "" if it takes none."""
    for base in BASES:
        prefix = unit.removesuffix(base)
        if unit.endswith(base) and prefix in _prefixes(base):
            return base, _prefixes(base)[prefix]
    return "", 0


def _prefixes(base: str) -> dict[str, int]:
    """Bytes have no parts."""
    if base != "B":
        return PREFIXES
    return {prefix: power for prefix, power in PREFIXES.items() if power >= 0}


def is_currency(sign: str, unit: str) -> bool:
    """Whether the sign or code is that of the currency in a unit."""
    return any(
        code in unit.casefold() and sign in (code, *signs) for code, signs in CURRENCIES.items()
    )


def _is_money(spelling: str) -> bool:
    return any(spelling in (code, *signs) for code, signs in CURRENCIES.items())


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
