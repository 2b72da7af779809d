"""A number field: a text field with a slider beside it."""

from dataclasses import dataclass
from typing import Any

from calc.form import display, numbers, parse_number
from calc.form.fields import Field
from calc.form.sentences import capital, describe, either
from calc.form.slider import Slider

MAX_REPEATED = 1e30
"""Larger numbers are not repeated in errors."""


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number between two bounds: a slider with a text field."""

    low: float
    high: float
    integer: bool
    unit: str = ""
    multiple: float = 0
    """The value must be a multiple of it; 0 if it need not."""
    percent: bool = False
    slider: Slider
    """Its span is within the bounds."""

    def read(self, text: str) -> float:
        if not text.strip():
            raise ValueError(f"Nothing is written here; {self._wanted()} would do.")
        try:
            coefficient, power = parse_number.parse(text, self.unit)
        except parse_number.ParseError as error:
            raise ValueError(f"{capital(str(error))}; {self._wanted()} would do.") from error
        if self.percent and not text.strip().casefold().endswith(("%", "percent")):
            power -= 2
        if not self.integer:
            return self.check(numbers.real(coefficient, power))
        try:
            return self.check(numbers.whole(coefficient, power))
        except numbers.NotWhole as error:
            raise ValueError(self._not_whole(text.strip(), error.below)) from error

    def check(self, value: Any) -> float:
        if isinstance(value, str):
            return self.read(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            raise ValueError(
                f"{capital(describe(value))} is not a number; {self._wanted()} would do."
            )
        if not self.low <= value <= self.high:
            shown = self.text(value) if abs(value) <= MAX_REPEATED else "This number"
            raise ValueError(self._beyond(shown, small=value < self.low))
        if self.integer and value != int(value):
            raise ValueError(self._not_whole(repr(value), int(value // 1)))
        number: float = int(value) if self.integer else float(value) or 0.0  # no negative zero
        if self.multiple:
            self._check_multiple(number)
        return number

    def text(self, value: float) -> str:
        letters = (
            self.unit.casefold() not in parse_number.MAGNITUDES
        )  # in a field of bytes, 80B means 80 bytes
        return numbers.canonical(value, percent=self.percent, letters=letters)

    def explain(self, text: str) -> str:
        from calc.form import explain  # loaded only for texts that are not canonical

        return explain.percentage(text) if self.percent else explain.magnitude(text, self.unit)

    def spoken(self, value: float) -> str:
        """The value for screen readers: "40 trillion grains"."""
        return display.spoken(value, self.unit)

    def _check_multiple(self, value: float) -> None:
        near = numbers.multiples(value, self.multiple)
        if value != near[0]:
            raise ValueError(
                f"{self.text(value)} is not a multiple of {self.text(self.multiple)}; "
                f"{self._either(near)} would do."
            )

    def _beyond(self, shown: str, *, small: bool) -> str:
        if small:
            return f"{shown} is too small; at least {self.text(self.low)} would do."
        return f"{shown} is too large; at most {self.text(self.high)} would do."

    def _not_whole(self, shown: str, below: int) -> str:
        if not self.low <= below < self.high:
            return self._beyond(shown, small=below < self.low)
        return f"{shown} is not a whole number; {self._either((below, below + 1))} would do."

    def _either(self, values: tuple[float, float]) -> str:
        return either([self.text(v) for v in values if self.low <= v <= self.high])

    def _wanted(self) -> str:
        kind = "a whole number" if self.integer else "a number"
        return f"{kind} from {self.text(self.low)} to {self.text(self.high)}"
