"""A solution where other inputs are ranges: which values of the input give the result then.

For each draw of the others the value is looked for from the one found for the middle of all
ranges, by secants on logarithmic scales: these meet a product of powers at the first step. A draw
at which they fail is searched as a solve without ranges is. Whole numbers and multiples come as
near as they can.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from calc.form import curve
from calc.form.curve import Curve
from calc.form.ranges import draws, spread
from calc.form.ranges.spread import Between
from calc.form.state import FormState
from calc.units import Unknown

MAX_SECANTS = 12
"""Of one draw."""

NEAR = 1e-10
"""How far, relatively, a result may be from what is wanted."""

ASIDE = 1.01
"""The slope at the middle is that to a value so many times as large."""

MAX_EXPONENT = 50.0
"""Of a step: e to this power is further than any field reaches."""

MAX_TRIED, MAX_TRIED_SLOW = 5_000, 60
"""Values to compute of a calculator, of a slow one. If more would be needed, fewer draws do; if
those would need more, too, there is no answer.
"""

PROBED = 10
"""Draws that tell how many values each takes."""

type Function = Callable[[Mapping[str, Any]], float | Unknown]
"""The result with these values in place of those of the form."""


@dataclass(frozen=True, kw_only=True)
class Solutions:
    """The values of an input that give a result."""

    kind: Literal["interval", "bounds"]
    between: Between | None
    """None if no draw has one."""
    missing: float
    """The share of the draws at which no value gives the result."""


def of(
    state: FormState, name: str, found: Curve, wanted: float, start: float, function: Function
) -> Solutions | None:
    """The values of the input `name` over the ranges of the others; None if that took too long.

    `found` is the result for the middle of these ranges, and `start` the value that gives it there,
    or comes nearest.
    """
    ranges = {other: one for other, one in state.ranges.items() if other != name}
    search = _Search(name, found, wanted, start, function)
    places = list(spread.draws_of(state, ranges))
    most = MAX_TRIED_SLOW if state.calculator.slow else MAX_TRIED
    for place in places[:: max(1, len(places) // PROBED)]:
        search.at(place)
        if search.tried > most:
            return None
    if search.tried * len(places) > most * PROBED:
        places = list(spread.draws_of(state, ranges, draws.FEW))
    if search.tried * len(places) > most * PROBED:
        return None
    values = [value for place in places if (value := search.at(place)) is not None]
    missing = 1 - len(values) / len(places)
    if not any(one.kind == "bounds" for one in ranges.values()):
        between = spread.interval(values) if values else None
        return Solutions(kind="interval", between=between, missing=missing)
    values += [start] if search.is_solved(found.at(start)) else []
    if not values:
        return Solutions(kind="bounds", between=None, missing=missing)
    low, high = min(values), max(values)
    middle = start if low <= start <= high else (low + high) / 2
    return Solutions(
        kind="bounds", between=Between(low=low, middle=middle, high=high), missing=missing
    )


class _Search:
    """Looks for one result, at one draw after the other."""

    def __init__(
        self, name: str, found: Curve, wanted: float, start: float, function: Function
    ) -> None:
        self.name, self.wanted, self.start = name, wanted, start
        self.allowed = found.allowed
        self.function = function
        self.tried = 0
        """How many values were computed."""
        ys = [spot.y for spot in found.spots]
        rises, falls = (any(sign * (b - a) > 0 for a, b in pairwise(ys)) for sign in (1, -1))
        self.is_monotone = rises != falls and not found.gaps()
        self.slope = self._slope(start, found.at(start), aside := self._aside(), found.at(aside))

    def _aside(self) -> float:
        """A value near that of the middle."""
        allowed, start = self.allowed, self.start
        if allowed.step:
            index = allowed.index(start)
            return allowed.of(index + 1 if allowed.of(index + 1) <= allowed.high else index - 1)
        aside = allowed.near(start * ASIDE)
        return aside if aside != start else allowed.near(start / ASIDE)

    def is_solved(self, y: float | Unknown) -> bool:
        """Whether a result is the wanted one, as far as floats go."""
        return not isinstance(y, Unknown) and abs(y - self.wanted) <= NEAR * abs(self.wanted)

    def _slope(self, x: float, y: float | Unknown, x2: float, y2: float | Unknown) -> float:
        """How steep the result is between two values, on logarithmic scales; 0 if unknown."""
        if isinstance(y, Unknown) or isinstance(y2, Unknown) or x == x2:
            return 0.0
        if min(x, x2) <= 0 or min(y, y2, self.wanted) <= 0:
            return 0.0
        return draws.log(y2 / y) / draws.log(x2 / x)

    def at(self, place: Mapping[str, Any]) -> float | None:
        """The value of the input that gives the result at one draw; None if there is none."""

        def function(x: float) -> float | Unknown:
            self.tried += 1
            return self.function({**place, self.name: x})

        allowed, x, slope = self.allowed, self.start, self.slope
        y = function(x)
        for _ in range(MAX_SECANTS):
            if self.is_solved(y):
                return x
            if isinstance(y, Unknown) or not slope or min(x, y) <= 0:
                break
            step = draws.log(self.wanted / y) / slope
            step = max(-MAX_EXPONENT, min(step, MAX_EXPONENT))
            after = allowed.near(x * draws.exp(step))
            if after == x:
                if x == (allowed.high if step > 0 else allowed.low) and self.is_monotone:
                    return None  # it is out of reach
                return self._beside(x, y, step > 0, function)
            now = function(after)
            slope = self._slope(x, y, after, now)
            x, y = after, now
        if isinstance(y, float | int) and curve.near(y, self.wanted) and not allowed.step:
            return x
        return self._searched(function)

    def _beside(
        self, x: float, y: float, up: bool, function: Callable[[float], float | Unknown]
    ) -> float | None:
        """Of a whole number or a multiple and its neighbour towards the solution the nearer one."""
        allowed = self.allowed
        if allowed.step:
            after = allowed.of(allowed.index(x) + (1 if up else -1))
            now = function(after) if allowed.low <= after <= allowed.high else Unknown("")
            if not isinstance(now, Unknown) and (now < self.wanted) != (y < self.wanted):
                return x if abs(y - self.wanted) <= abs(now - self.wanted) else after
        return self._searched(function)

    def _searched(self, function: Callable[[float], float | Unknown]) -> float | None:
        """The value nearest to that of the middle, found without any assumption."""
        found = Curve(function, self.allowed, self.start, closer=0)
        values = [
            max(place.first.x, min(self.start, place.last.x))
            for place in found.solutions(self.wanted)
        ]
        if values:
            return min(values, key=lambda value: abs(value - self.start))
        near = found.nearest(self.wanted) if found.spots and self.allowed.step else []
        if len(near) < 2:
            return None
        return min(near, key=lambda spot: abs(spot.y - self.wanted)).x
