"""Aliases that carry their unit.

Values stay in base units (bytes, FLOP, seconds); the alias names the unit, and only
`calc.form.display` scales a value for people. Units of one subject are with its arithmetic.

    def size(...) -> Bytes: ...
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Unit

Bytes = Annotated[int, Unit("B")]
BytesPerSecond = Annotated[float, Unit("B/s")]
Days = Annotated[float, Unit("days")]
Watt = Annotated[float, Unit("W")]
WattHours = Annotated[float, Unit("Wh")]
USD = Annotated[float, Unit("USD")]
Fraction = Annotated[float, Unit("1")]
"""A plain ratio; 0.39 is 39 %."""


@dataclass(frozen=True)
class Unknown:
    """A value that cannot be given, and why.

    Like NaN it swallows what is computed with it, and unlike NaN it says what is missing:
    `6 * Unknown("The maker has not published the weight.")` is that Unknown again.
    It is a result like any other, shown where the number would stand; never a zero, never a guess.
    It has no order: every comparison with it is false.
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
"""Sizes with what stands for them, the largest first."""

LETTERS: Magnitudes = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
PREFIXES: Magnitudes = (
    *((1e24, "Y"), (1e21, "Z"), (1e18, "E"), (1e15, "P")),
    *((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")),
)


@dataclass(frozen=True, kw_only=True)
class UnitStyle:
    """How numbers of one unit are written."""

    magnitudes: Magnitudes = LETTERS
    """Empty: powers of ten instead."""
    before: str = ""
    """What comes before the number: a sign of money."""
    base: str = ""
    """What stands for a magnitude where the number is too small for any: " g", or a space."""
    after: str = ""
    """What comes behind number and magnitude."""
    qualifier: str = ""
    """What comes behind all that, but not in ticks: of what the amount is."""
    after_one: str | None = None
    """The same behind a count of one; None: the same."""
    percent: bool = False
    """The number is shown a hundred times as large."""
    counts: bool = True
    """Whether small whole numbers are counts, shown to the last digit."""
    whole: bool = False
    """Whether numbers from a thousand to a million are rounded to whole ones, not to 3 digits."""
    cents: bool = False
    """Whether amounts up to a thousand have two decimals."""
    plain_digits: int = 15
    """Digits before the point from which a number without a magnitude is a power of ten."""
    in_ticks: bool = False
    """Whether ticks carry the unit, so that the axis need not name it."""

    @property
    def counts_below(self) -> float:
        """Whole numbers below this are counts."""
        return self.magnitudes[-1][0] if self.magnitudes else 1e6


def physical(unit: str) -> UnitStyle:
    """A unit with SI prefixes: 500 GB."""
    return UnitStyle(magnitudes=PREFIXES, base=" ", after=unit, in_ticks=True)


def money(sign: str, per: str = "", *, in_ticks: bool = False) -> UnitStyle:
    """An amount of money, or a price: $2.00 per hour."""
    return UnitStyle(before=sign, after=per, cents=True, in_ticks=in_ticks)


UNSAID = UnitStyle()
"""For a unit that the row or the sentence says already."""

STYLES: Mapping[str, UnitStyle] = {
    "": UNSAID,
    "1": UnitStyle(magnitudes=(), percent=True, after="%", counts=False, in_ticks=True),
    "ratio": UnitStyle(magnitudes=(), after="×", counts=False, in_ticks=True),
    "USD": money("$", in_ticks=True),
    **{unit: physical(unit) for unit in ("B", "B/s", "W", "Wh")},
}
"""The units that the generator knows."""
