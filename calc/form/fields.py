"""The kinds of field: how a value is read from text, echoed as text, and said aloud.

Every field turns text into a value or raises ValueError with the sentence to show beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any, Literal

from calc.form import display, numbers


@dataclass(frozen=True, kw_only=True)
class Field:
    """What every kind has: the parameter it sets and the words around it."""

    name: str
    label: str
    note: str = ""
    follows: str = ""
    """The preset parameter that this one takes its start value from, if any."""

    def read(self, text: str) -> Any:
        """The value that `text` means."""
        raise NotImplementedError

    def check(self, value: Any) -> Any:
        """The value, if this field may hold it; what Python callers and authors pass in."""
        raise NotImplementedError

    def text(self, value: Any) -> str:
        """The canonical text: `read(text(value)) == value`."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number between two bounds: a slider with a text field."""

    low: float
    high: float
    integer: bool
    unit: str = ""
    step: float = 0
    """The value is a multiple of it; 0 where any value will do."""
    soft: tuple[float, float]
    """The slider's span, inside the bounds."""
    log: bool = False
    percent: bool = False

    def read(self, text: str) -> float:
        if not text.strip():
            raise ValueError(f"Nothing is written here; {self._range()} would do.")
        coefficient, power = numbers.read(text, self.unit)
        if self.percent and not text.strip().casefold().endswith(("%", "percent")):
            power -= 2
        if not self.integer:
            return self.check(numbers.real(coefficient, power))
        try:
            return self.check(numbers.whole(coefficient, power))
        except numbers.NotWhole as error:
            near = numbers.real(coefficient, power)
            raise ValueError(
                f"{numbers.shorten(text.strip())} is not a whole number; "
                f"{self.text(floor(near))} or {self.text(ceil(near))} would do."
            ) from error

    def check(self, value: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"{value!r} is not a number; {self._range()} would do.")
        if not self.low <= value <= self.high:
            raise ValueError(f"{self._shown(value)} is not between {self._range(' and ')}.")
        if self.integer and value != int(value):
            raise ValueError(f"{value!r} is not a whole number.")
        value = int(value) if self.integer else float(value)
        if self.step and value % self.step:
            below = value - value % self.step
            near = [v for v in (below, below + self.step) if self.low <= v <= self.high]
            raise ValueError(
                f"{self.text(value)} is not a multiple of {self.text(self.step)}; "
                f"{' or '.join(self.text(v) for v in near)} would do."
            )
        return value

    def text(self, value: float) -> str:
        return numbers.echo(value, percent=self.percent)

    def words(self, value: float) -> str:
        """As a screen reader says it: "40 trillion tokens"."""
        return display.words(value, self.unit)

    def position(self, value: float) -> float:
        """Where the slider stands: the exponent on a log scale, else the value."""
        low, high = self.soft
        value = max(low, min(value, high))
        return round(log10(value), 4) if self.log else value

    def at(self, position: float) -> float:
        """The round value nearest to a slider's position: three digits are as fine as a hand is."""
        low, high = self.soft
        value = float(f"{10**position:.2e}") if self.log else float(f"{position:.12g}")
        if self.step:
            value = round(value / self.step) * self.step
        elif self.integer:
            value = round(value)
        return self.check(type(self.low)(max(low, min(value, high))))

    def stops(self) -> Sequence[float]:
        """The values that arrow keys visit on a log scale: 1, 2, 5, 10, …, and both ends."""
        if not self.log:
            return ()
        low, high = self.soft
        powers = range(floor(log10(low)), ceil(log10(high)) + 1)
        steps = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
        inside = [v for v in steps if low < v < high and not (self.step and v % self.step)]
        return [low, *(int(v) if self.integer else v for v in inside), high]

    def _range(self, between: str = " to ") -> str:
        whole = "" if between != " to " else "a whole number from " if self.integer else ""
        return f"{whole}{self.text(self.low)}{between}{self.text(self.high)}"

    def _shown(self, value: float) -> str:
        if abs(value) < 1e18:
            return self.text(value)
        return "A number that large" if value > 0 else "A number that far below zero"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to choose."""

    key: str
    label: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few: a select."""

    options: tuple[Option, ...]
    preset: bool = False
    """Its answers are computed when the page is built."""

    def read(self, text: str) -> Any:
        wanted = text.strip().casefold()
        for option in self.options:
            if wanted in (option.key.casefold(), option.label.casefold()):
                return option.value
        keys = ", ".join(option.key for option in self.options)
        raise ValueError(f"There is no “{numbers.shorten(text)}” here; one of {keys} would do.")

    def check(self, value: Any) -> Any:
        for option in self.options:
            if option.value is value or option.value == value:
                return option.value
        if isinstance(value, str):
            return self.read(value)
        return value

    def text(self, value: Any) -> str:
        return next((o.key for o in self.options if o.value == value), str(value))


@dataclass(frozen=True, kw_only=True)
class Switch(Field):
    """Yes or no: a checkbox."""

    def read(self, text: str) -> bool:
        try:
            return _YES_OR_NO[text.strip().casefold()]
        except KeyError:
            raise ValueError(f"“{numbers.shorten(text)}” is neither yes nor no.") from None

    def check(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError(f"{value!r} is neither True nor False.")
        return value

    def text(self, value: bool) -> Literal["yes", "no"]:
        return "yes" if value else "no"


_YES_OR_NO = {"yes": True, "on": True, "true": True, "1": True}
_YES_OR_NO |= {"no": False, "off": False, "false": False, "0": False, "": False}
