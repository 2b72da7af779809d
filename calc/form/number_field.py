"""A number field: a text field with a slider beside it."""

from dataclasses import dataclass
from math import sqrt
from typing import Any

from calc import words
from calc.form import display, magnitudes, numbers, parse_number
from calc.form.errors import Question, Reading
from calc.form.fields import Field
from calc.form.range import Range
from calc.form.sentences import capital, describe, either, quoted
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

    def read(self, text: str) -> Any:
        if not text.strip() and self.optional:
            return None
        if not text.strip():
            raise ValueError(self._would_do(words.current().nothing_written))
        try:
            readings = parse_number.readings(text, self.unit, percent=self.percent)
        except parse_number.ParseError as error:
            raise ValueError(self._would_do(capital(str(error)))) from error
        first, *others = readings.numbers
        if not others and readings.is_exact:
            return self._value(first, text)
        return self._decide(text, readings)

    def _value(self, decimal: parse_number.Decimal, text: str) -> Any:
        if not self.integer:
            return self.check(numbers.real(*decimal))
        try:
            return self.check(numbers.whole(*decimal))
        except numbers.NotWhole as error:
            raise ValueError(self._not_whole(text.strip(), error.below)) from error

    def _decide(self, text: str, readings: parse_number.Readings) -> Any:
        """The value of a text with several readings, if the field leaves no doubt.

        Its own canonical texts leave none, nor does the usual reading if it alone is possible.
        Otherwise raises Question.
        """
        possible: dict[Any, None] = {}
        usual, wrong = None, None
        for at, decimal in enumerate(readings.numbers):
            try:
                value = self._value(decimal, text)
            except ValueError as error:
                wrong = wrong or (None if at else error)
                continue
            usual = value if not at else usual
            possible[value] = None
        if not possible and wrong:
            raise wrong
        is_canonical = usual is not None and self.text(usual) == text.strip()
        if is_canonical or (len(possible) == 1 and not wrong and readings.is_exact):
            return usual
        meant = [Reading(text=self.text(value), spoken=self.spoken(value)) for value in possible]
        raise Question(self._question(text, meant, wrong), meant)

    def _question(self, text: str, meant: list[Reading], wrong: ValueError | None) -> str:
        said, options = words.current(), either([reading.text for reading in meant])
        if len(meant) > 1:
            return said.which_reading.format(text=quoted(text), readings=options)
        if wrong:
            return said.other_reading.format(wrong=wrong, reading=options)
        return said.one_number.format(text=quoted(text), reading=options)

    def understand(self, text: str) -> Any:
        marked = f" {text.casefold()} "
        may_be = any(mark in marked for mark in words.current().range_marks) or "-" in marked[2:]
        try:
            if not may_be:
                return self.read(text)
            from calc.form.ranges import text as ranges  # loaded only for what may be a range

            return ranges.read(self, text)
        except ValueError as wrong:
            if not isinstance(wrong, Question) or len(wrong.readings) == 1:
                from calc.form.ranges import text as ranges

                ranges.suggest(self, text)
            raise

    def check(self, value: Any) -> Any:
        if value is None and self.optional:
            return None
        if isinstance(value, str):
            return self.read(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
            wrong = words.current().no_number.format(value=capital(describe(value)))
            raise ValueError(self._would_do(wrong))
        if not self.low <= value <= self.high:
            shown = self.text(value) if abs(value) <= MAX_REPEATED else words.current().this_number
            raise ValueError(self._beyond(shown, small=value < self.low))
        if self.integer and value != int(value):
            raise ValueError(self._not_whole(repr(value), int(value // 1)))
        number: float = int(value) if self.integer else float(value) or 0.0  # no negative zero
        if self.multiple:
            self._check_multiple(number)
        return number

    def nearest(self, value: float) -> float:
        """The valid value that is nearest to a number: within the bounds, whole, a multiple."""
        if not self.low < value < self.high:
            return self.low if value <= self.low else self.high
        if self.integer:
            value = round(value)  # a float above 2^53 would make multiples inexact
        if self.multiple:
            below, above = numbers.multiples(value, self.multiple)
            value = below if value - below <= above - value else above
        return value if self.integer else float(value)

    def middle(self, between: Range) -> float:
        """The median of a 90 % interval, or what is in the middle of bounds, as a valid value."""
        if self.slider.log and between.low > 0:
            return self.nearest(sqrt(between.low) * sqrt(between.high))
        return self.nearest(between.low / 2 + between.high / 2)

    def text(self, value: float | Range | None) -> str:
        if value is None:
            return ""
        if isinstance(value, Range):
            from calc.form.ranges import text as ranges

            return ranges.write(self, value)
        # In a field of bytes, or of bytes a second, 80B means 80 bytes.
        letters = not magnitudes.letter_is_a_unit(self.unit.partition("/")[0])
        return numbers.canonical(value, percent=self.percent, letters=letters)

    def explain(self, text: str) -> str:
        from calc.form import explain  # loaded only for texts that are not canonical

        return (
            explain.marks(text, integer=self.integer)
            or (not self.percent and explain.magnitude(text, self.unit))
            or ""
        )

    def spoken(self, value: float) -> str:
        """The value for screen readers: "40 trillion grains"."""
        return display.spoken(value, self.unit)

    def _check_multiple(self, value: float) -> None:
        near = numbers.multiples(value, self.multiple)
        if value != near[0]:
            raise ValueError(
                words.current().no_multiple.format(
                    shown=self.text(value),
                    multiple=self.text(self.multiple),
                    near=self._either(near),
                )
            )

    def _beyond(self, shown: str, *, small: bool) -> str:
        said = words.current()
        if small:
            return said.too_small.format(shown=shown, least=self.text(self.low))
        return said.too_large.format(shown=shown, most=self.text(self.high))

    def _not_whole(self, shown: str, below: int) -> str:
        if not self.low <= below < self.high:
            return self._beyond(shown, small=below < self.low)
        near = self._either((below, below + 1))
        return words.current().not_whole.format(shown=shown, near=near)

    def _either(self, values: tuple[float, float]) -> str:
        return either([self.text(v) for v in values if self.low <= v <= self.high])

    def _would_do(self, wrong: str) -> str:
        said = words.current()
        kind = said.a_whole_number if self.integer else said.a_number
        wanted = kind.format(low=self.text(self.low), high=self.text(self.high))
        return said.would_do.format(wrong=wrong, wanted=wanted)
