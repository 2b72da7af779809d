"""Units: aliases that carry them, how numbers of them are written, and unknown values.

Values are in base units (bytes, seconds); only `calc.form.display` scales them for people. The
units of a subject are declared with its arithmetic, as the site's `Site.units`.

    def size(...) -> Bytes: ...
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from annotated_types import Unit

Bytes = Annotated[int, Unit("B")]
BytesPerSecond = Annotated[float, Unit("B/s")]
Days = Annotated[float, Unit("days")]
Watt = Annotated[float, Unit("W")]
WattHours = Annotated[float, Unit("Wh")]
USD = Annotated[float, Unit("USD")]
Fraction = Annotated[float, Unit("1")]
"""A ratio; 0.39 is 39 %."""


@dataclass(frozen=True)
class Unknown:
    """A value that nobody knows, with the reason.

    Like NaN, it is the result of every operation with it: `6 * Unknown("The maker has not published
    the weight.")` is the same Unknown. It is never replaced by zero or a guess: where the number
    would be, people see the reason. Comparisons with it are false.
    """

    reason: str
    """A sentence for the reader."""

    def _absorb(self, *_: object) -> "Unknown":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _absorb
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _absorb
    __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = __round__ = __ceil__ = __floor__ = _absorb

    def _unordered(self, _: object) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _unordered


type Magnitudes = tuple[tuple[float, str], ...]
"""Sizes, the largest first, each with the text after the digits; it includes any space: " kg"."""

LETTERS: Magnitudes = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
"""Letters are written at the number: 17.2B."""
PREFIXES: Magnitudes = (
    *((1e24, " Y"), (1e21, " Z"), (1e18, " E"), (1e15, " P")),
    *((1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k")),
)
"""Prefixes are part of a unit, which is written after a space: 4.05 GB."""
SMALL_PREFIXES: Magnitudes = ((1.0, " "), (1e-3, " m"), (1e-6, " µ"), (1e-9, " n"))


@dataclass(frozen=True, kw_only=True)
class UnitStyle:
    """How numbers of one unit are written."""

    magnitudes: Magnitudes = LETTERS
    """If empty, large numbers are written with a power of ten."""
    before: str = ""
    """Before the number: "$"."""
    base: str = ""
    """After a number that is too small for a magnitude: " g", or a space."""
    after: str = ""
    """After the number and its magnitude."""
    qualifier: str = ""
    """After all that, but not in ticks: what the amount is of."""
    after_one: str | None = None
    """`after` for a count of one; None if it is the same."""
    percent: bool = False
    """Whether the number is shown in percent."""
    counts: bool = True
    """Whether small whole numbers are counts, with all their digits."""
    whole: bool = False
    """Whether numbers from a thousand to a million are whole numbers instead of 3 digits."""
    cents: bool = False
    """Whether amounts below a thousand have two decimals."""
    indivisible: bool = False
    """Whether amounts below a million are whole numbers: there is no tenth of a yen."""
    plain_digits: int = 15
    """Without a magnitude, numbers with more digits before the point have a power of ten."""
    in_ticks: bool = False
    """Whether ticks have the unit, so that the title of the axis need not name it."""

    @property
    def counts_below(self) -> float:
        """Whole numbers below this are counts."""
        return min((size for size, _ in self.magnitudes if size > 1), default=1e6)


def physical(unit: str, *, small: bool = False) -> UnitStyle:
    """A unit with SI prefixes: 500 GB; with `small` also 250 mV."""
    prefixes = PREFIXES + SMALL_PREFIXES if small else PREFIXES
    return UnitStyle(magnitudes=prefixes, base=" ", after=unit, in_ticks=True)


def measure(unit: str, *names: tuple[float, str]) -> UnitStyle:
    """A unit whose sizes have names of their own: `measure("m", (1e3, "km"), (1.0, "m"))`."""
    magnitudes = tuple((size, f" {name}") for size, name in names)
    return UnitStyle(magnitudes=magnitudes, base=f" {unit}", in_ticks=True)


def plain(unit: str) -> UnitStyle:
    """A unit without magnitudes, after a space: −5 °C, 90 km/h."""
    return UnitStyle(magnitudes=(), after=f" {unit}", in_ticks=True)


def money(sign: str, per: str = "", *, in_ticks: bool = False) -> UnitStyle:
    """An amount of money, or a price: $2.00 per hour."""
    return UnitStyle(before=sign, after=per, cents=True, in_ticks=in_ticks)


UNSAID = UnitStyle()
"""For a unit that the label of the number names."""

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "CNY": "CN¥", "INR": "₹", "CHF": "CHF "}
"""The signs of currencies with cents."""

STYLES: Mapping[str, UnitStyle] = {
    "": UNSAID,
    "1": UnitStyle(magnitudes=(), percent=True, after="%", counts=False, in_ticks=True),
    "ratio": UnitStyle(magnitudes=(), after="×", counts=False, in_ticks=True),
    **{unit: money(sign, in_ticks=True) for unit, sign in SIGNS.items()},
    "JPY": UnitStyle(before="¥", indivisible=True, in_ticks=True),
    **{unit: physical(unit) for unit in ("B", "B/s", "W", "Wh")},
    **{unit: physical(unit, small=True) for unit in ("V", "A", "Ah", "J", "Hz")},
    "g": measure(
        "g",
        *((1e15, "Gt"), (1e12, "Mt"), (1e6, "t"), (1e3, "kg")),
        *((1.0, "g"), (1e-3, "mg"), (1e-6, "µg"), (1e-9, "ng")),
    ),
    "kg": measure(
        "kg",
        *((1e12, "Gt"), (1e9, "Mt"), (1e3, "t"), (1.0, "kg")),
        *((1e-3, "g"), (1e-6, "mg"), (1e-9, "µg")),
    ),
    "mg": measure("mg", (1e6, "kg"), (1e3, "g"), (1.0, "mg"), (1e-3, "µg"), (1e-6, "ng")),
    "l": measure("l", (1.0, "l"), (1e-3, "ml"), (1e-6, "µl")),
    "ml": measure("ml", (1e3, "l"), (1.0, "ml"), (1e-3, "µl")),
    "m": measure(
        "m", (1e3, "km"), (1.0, "m"), (1e-2, "cm"), (1e-3, "mm"), (1e-6, "µm"), (1e-9, "nm")
    ),
    "km": measure("km", (1.0, "km"), (1e-3, "m")),
    "s": measure("s", (1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")),
    "days": UnitStyle(after=" days", after_one=" day"),
    **{unit: plain(unit) for unit in ("min", "h", "°C", "°F", "K", "mmol/l")},
}
"""The units that the generator knows."""


def per(unit: str, word: str = "per") -> UnitStyle | None:
    """The style of a unit per another, if the first is known: "USD per kg", "km/h"."""
    for between in (f" {word} ", "/"):
        above, found, below = unit.partition(between)
        known = STYLES.get(above)
        if found and above and known:
            rest = f"{between}{below}"
            return replace(known, after=rest, in_ticks=False) if known.before else plain(unit)
    return None
