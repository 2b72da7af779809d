"""Where a slider stands for a value, and which value it means where it stands."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, isnan, log10

from calc.form.numbers import multiples

EXPONENT = 0.01
"""One step of a slider on a log scale: 2.3 %, a hundred steps a power of ten."""

FINENESS = 100
"""A slider on a linear scale has between this many steps and ten times as many."""


@dataclass(frozen=True, kw_only=True)
class Slider:
    """A span of values, and where in it a slider stands.

    A position is the value, or its exponent on a log scale, as a multiple of `step`; the outermost
    positions mean the ends, whatever they are.
    """

    low: float
    high: float
    log: bool
    integer: bool
    multiple: float = 0
    """Every value is a multiple of it; 0 where any value will do."""

    @cached_property
    def step(self) -> float:
        """How far apart positions are: 1, 10, 0.1, … unless the values have a step of their own."""
        if self.log:
            return EXPONENT
        if self.multiple:
            return self.multiple
        step = float(f"1e{floor(log10((self.high - self.low) / FINENESS))}")
        return max(1, int(step)) if self.integer else step

    @cached_property
    def first(self) -> float:
        """The position of the low end."""
        return self._position(floor(self._steps(self.low)))

    @cached_property
    def last(self) -> float:
        """The position of the high end: another one, however near the ends are."""
        first, last = floor(self._steps(self.low)), ceil(self._steps(self.high))
        return self._position(max(last, first + 1))

    def position(self, value: float) -> float:
        """Where the slider stands for a value; at an end where the value is beyond it."""
        if not self.low < value < self.high:
            return self.first if value <= self.low else self.last
        return self._position(round(self._steps(value)))

    def at(self, position: float) -> float:
        """The roundest value that a position may mean. Raises ValueError for NaN."""
        if isnan(position):
            raise ValueError("A slider does not stand at NaN.")
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
        """How many steps a value is from zero, without the dust of a division."""
        return round((log10(value) if self.log else value) / self.step, 6)

    def _position(self, steps: int) -> float:
        """The position after so many steps, without the dust of a product."""
        return float(f"{steps * self.step:.15g}")

    def _roundest(self, steps: int) -> float:
        """The value with the fewest digits within half a step of an exponent."""
        exponent = steps * EXPONENT
        for digits in range(3):
            value = float(f"{10**exponent:.{digits}e}")
            if abs(log10(value) - exponent) <= EXPONENT / 2:
                break
        return value
