"""The position of a slider for a value, and the value for a position."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, isnan, log10

from calc.form.numbers import multiples

LOG_STEP = 0.01
"""A step on a log scale, as an exponent: 2.3 %, a hundred steps per power of ten."""

MIN_LINEAR_STEPS = 100
"""A slider on a linear scale has at least this many steps, and at most ten times as many."""


@dataclass(frozen=True, kw_only=True)
class Slider:
    """A slider over a span of values.

    A position is a multiple of `step`: the value itself, or its exponent on a log scale. The first
    and the last position mean exactly the ends of the span.
    """

    low: float
    high: float
    log: bool
    integer: bool
    multiple: float = 0
    """Every value must be a multiple of it; 0 if it need not."""

    @cached_property
    def step(self) -> float:
        """The distance of positions; `multiple`, if values have one, else a power of ten."""
        if self.log:
            return LOG_STEP
        if self.multiple:
            return self.multiple
        step = float(f"1e{floor(log10((self.high - self.low) / MIN_LINEAR_STEPS))}")
        return max(1, int(step)) if self.integer else step

    @cached_property
    def first(self) -> float:
        """The position of the low end."""
        return self._position(floor(self._steps(self.low)))

    @cached_property
    def last(self) -> float:
        """The position of the high end; always another one than that of the low end."""
        first, last = floor(self._steps(self.low)), ceil(self._steps(self.high))
        return self._position(max(last, first + 1))

    def position(self, value: float) -> float:
        """The position for a value; an end, if the value is beyond it."""
        if not self.low < value < self.high:
            return self.first if value <= self.low else self.last
        return self._position(round(self._steps(value)))

    def at(self, position: float) -> float:
        """The roundest value near a position. Raises ValueError for NaN."""
        if isnan(position):
            raise ValueError("NaN is not a position of a slider.")
        if not self.first < position < self.last:
            return self.low if position <= self.first else self.high
        steps = round(position / self.step)
        value = self._roundest(steps) if self.log else self._position(steps)
        if self.multiple:
            below, above = multiples(value, self.multiple)
            value = below if value - below <= above - value else above
        elif self.integer:
            value = round(value)
        return max(self.low, min(int(value) if self.integer else value, self.high))

    @cached_property
    def stops(self) -> tuple[float, ...]:
        """The positions that arrow keys visit on a log scale: 1, 2, 5, 10, …, and both ends."""
        if not self.log:
            return ()
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        values = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
        inside = {self.position(value) for value in values if self.low < value < self.high}
        return tuple(sorted({self.first, *inside, self.last}))

    def _steps(self, value: float) -> float:
        """The number of steps from zero to a value, rounded against errors of the division."""
        return round((log10(value) if self.log else value) / self.step, 6)

    def _position(self, steps: int) -> float:
        """The position after a number of steps, rounded against errors of the product."""
        return float(f"{steps * self.step:.15g}")

    def _roundest(self, steps: int) -> float:
        """The value with the fewest digits within half a step of a position on a log scale."""
        exponent = steps * LOG_STEP
        for digits in range(3):
            value = float(f"{10**exponent:.{digits}e}")
            if abs(log10(value) - exponent) <= LOG_STEP / 2:
                break
        return value
