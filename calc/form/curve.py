"""A result along one input: where it has a value, where it takes one, and where it comes nearest.

Nothing is assumed of the function. It is scanned along the field's own scale; where the scan meets
the wanted number between two values, bisection with inverse quadratic interpolation finds the place
to the last digits. A function that is not monotone is scanned more closely.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import log, log10, sqrt

from calc.form import numbers
from calc.form.number_field import Number
from calc.units import Unknown

type Function = Callable[[float], float | Unknown]

SCANNED = 24
"""Values in the slider's span to try first; if the function turns, also those between them."""

SCANNED_OUTSIDE = 6
"""Values between the slider's span and each bound."""

ALL_OF = 129
"""A field with so few values has each of them tried."""

TOLERANCE = 5e-7
"""How far a result may be from what is wanted, relatively: six digits are right."""

PRECISION = 1e-13
"""The search ends at a value whose result is so near."""

ROUNDING = 1e-15
"""How far the last digit of a text may lead from a float."""

MAX_STEPS = 120
"""Of one search; bisection of floats needs 64."""

STRETCH = 1e-9
"""Solutions that are relatively nearer to each other are one."""

MAX_TURNS = 3
"""Turning points that are searched for a hidden solution."""

CLOSER, CLOSER_SLOW = 256, 24
"""More values to try before it is said that a function that turns never gives what is wanted."""

MAX_EDGES = 8
"""Ends of gaps that are searched for."""


class Allowed:
    """The values that a field allows, in order: whole numbers, multiples, or all floats."""

    def __init__(self, field: Number) -> None:
        self.field = field
        self.step = field.multiple or (1 if field.integer else 0)
        """The distance of neighbours; 0 if there is a value between any two."""
        self._digits, self._power = numbers.decimal(self.step) if self.step else (1, 0)
        self.low, self.high = field.low, field.high

    def of(self, index: int) -> float:
        """The multiple with that number."""
        if self.field.integer:
            return int(self.step) * index
        return numbers.real(self._digits * index, self._power)

    def index(self, value: float) -> int:
        """The number of the multiple next to a value."""
        if self.field.integer and isinstance(value, int):
            return round(value / self.step) if value < 2**52 else value // int(self.step)
        return round(value / self.step)

    def near(self, value: float) -> float:
        """The allowed value next to a number."""
        if self.step:
            first, last = self.index(self.low), self.index(self.high)
            return self.of(max(first, min(self.index(value), last)))
        return max(float(self.low), min(float(value), float(self.high)))

    def scan(self, present: float | None) -> list[float]:
        """Values to try first: closely in the slider's span, less so outside of it."""
        if self.step:
            first, last = self.index(self.low), self.index(self.high)
            if last - first < ALL_OF:
                return [self.of(index) for index in range(first, last + 1)]
        slider = self.field.slider
        low, high = float(slider.low), float(slider.high)
        tried = [float(self.low), float(self.high)]
        tried += _spaced(low, high, SCANNED, log_scale=slider.log)
        tried += _outside(high, float(self.high), high - low, slider.log)
        tried += _outside(low, float(self.low), high - low, slider.log)
        tried += [] if present is None else [present]
        return sorted({self.near(value) for value in tried})

    def between(self, low: float, high: float) -> float | None:
        """The allowed value in the middle of two; None if they are neighbours."""
        if self.step:
            below, above = self.index(low), self.index(high)
            return self.of((below + above) // 2) if above - below > 1 else None
        positive = 0 < low and 4 * low < high
        middle = sqrt(low) * sqrt(high) if positive else low + (high - low) / 2
        return middle if low < middle < high else None


def _spaced(low: float, high: float, count: int, *, log_scale: bool) -> Iterator[float]:
    """Both ends and values between. Powers are rounded: their last digits depend on the machine."""
    for step in range(count + 1):
        part = step / count
        if log_scale:
            exponent = log10(low) + (log10(high) - log10(low)) * part
            yield float(f"{10**exponent:.12g}")
        else:
            yield low + (high - low) * part


def _outside(end: float, bound: float, span: float, log_scale: bool) -> Iterator[float]:
    """Values from an end of the slider's span to a bound, ever further apart."""
    far = abs(bound - end)
    if not far:
        return
    if log_scale and bound > 0:
        yield from _spaced(end, bound, SCANNED_OUTSIDE, log_scale=True)
    elif log_scale and end > bound:  # down to zero or below
        yield from (end * 10**-power for power in range(1, SCANNED_OUTSIDE))
        yield 0.0 if bound <= 0 else bound
    else:
        sign = 1 if bound > end else -1
        first = min(span / SCANNED, far)
        for distance in _spaced(first, far, SCANNED_OUTSIDE, log_scale=True):
            yield end + sign * distance


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A value of the input and the result for it."""

    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Found:
    """Where a result is as wanted."""

    first: Spot
    last: Spot
    """The same, unless all values between give it."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Values without a result."""

    low: float
    high: float
    reason: str


class Curve:
    """A function of one input, tried at some of its values."""

    def __init__(
        self, function: Function, allowed: Allowed, present: float | None, *, closer: int = CLOSER
    ) -> None:
        """`closer` is how many more values are tried before nothing is found."""
        self.allowed = allowed
        self._closer = closer
        self._function = function
        self._tried: dict[float, float | Unknown] = {}
        xs = allowed.scan(present)
        for x in xs:
            self.at(x)
        if self.turns or 0 < len(self.spots) < len(xs):
            for a, b in pairwise(xs):
                middle = allowed.between(a, b)
                if middle is not None:
                    self.at(middle)
        self._find_edges()

    def at(self, x: float) -> float | Unknown:
        """The result for a value."""
        if x not in self._tried:
            self._tried[x] = self._function(x)
        return self._tried[x]

    @property
    def spots(self) -> list[Spot]:
        """The values with a result, in order."""
        known = sorted((x, y) for x, y in self._tried.items() if not isinstance(y, Unknown))
        return [Spot(x=x, y=y) for x, y in known]

    @property
    def turns(self) -> bool:
        """Whether the result both rises and falls: then values that were not tried may surprise."""
        steps = [below.y < above.y for below, above in pairwise(self.spots) if below.y != above.y]
        return any(steps) and not all(steps)

    @property
    def certain(self) -> bool:
        """Whether a value that was not tried could not surprise: none is left, or nothing turns."""
        xs = sorted(self._tried)
        complete = all(self.allowed.between(a, b) is None for a, b in pairwise(xs))
        return complete or not self.turns

    def gaps(self) -> list[Gap]:
        """The stretches without a result, each with its first reason."""
        found: list[Gap] = []
        open_: Gap | None = None
        for x in sorted(self._tried):
            y = self._tried[x]
            if isinstance(y, Unknown):
                reason = open_.reason if open_ else y.reason
                open_ = Gap(low=open_.low if open_ else x, high=x, reason=reason)
            elif open_:
                found.append(open_)
                open_ = None
        return [*found, open_] if open_ else found

    def _find_edges(self) -> None:
        """Try values next to the ends of the gaps."""
        xs = sorted(self._tried)
        ends = [(a, b) for a, b in pairwise(xs) if self._known(a) != self._known(b)]
        for a, b in ends[:MAX_EDGES]:
            self._edge(*((a, b) if self._known(a) else (b, a)), self._known)

    def _known(self, x: float) -> bool:
        return not isinstance(self.at(x), Unknown)

    def solutions(self, wanted: float) -> list[Found]:
        """All places found where the result is as wanted, in order."""
        self._search_turns(wanted)
        found = self._crossings(wanted)
        if self._closer and not found and self.turns:
            self._try_closer(wanted)
            found = self._crossings(wanted)
        return found

    def _crossings(self, wanted: float) -> list[Found]:
        """The places between the values tried so far where the result is as wanted."""
        spots = self.spots
        found: list[Found] = []
        for index, spot in enumerate(spots):
            if spot.y == wanted:
                found.append(self._level(spots, index, wanted))
                continue
            if (
                index
                and (spots[index - 1].y < wanted) != (spot.y < wanted)
                and spots[index - 1].y != wanted
            ):
                if self._broken(spots[index - 1].x, spot.x):
                    continue
                root = self._root(spots[index - 1], spot, wanted)
                if root:
                    found.append(root)
        return _merged(found)

    def snapped(self, wanted: float) -> float:
        """The same, or a result that differs from it by the rounding of its text alone."""
        ys = [spot.y for spot in self.spots if abs(spot.y - wanted) <= ROUNDING * abs(wanted)]
        return min(ys, key=lambda y: abs(y - wanted), default=wanted)

    def nearest(self, wanted: float) -> list[Spot]:
        """What comes nearest: the values on both sides of a jump, or one."""
        spots = self.spots
        best = min(spots, key=lambda spot: abs(spot.y - wanted))
        for below, above in pairwise(spots):
            across = (below.y < wanted) != (above.y < wanted)
            beside = across and self.allowed.between(below.x, above.x) is None
            if beside and best.y in (below.y, above.y):
                return [below, above]
        return [best]

    def _broken(self, low: float, high: float) -> bool:
        """Whether a gap lies between two values with results."""
        return any(low < x < high for x in self._tried if isinstance(self.at(x), Unknown))

    def _level(self, spots: list[Spot], index: int, wanted: float) -> Found:
        """The stretch of values around one that all give what is wanted."""
        ends = []
        for step in (-1, 1):
            at = index
            while 0 <= at + step < len(spots) and spots[at + step].y == wanted:
                at += step
            inner = spots[at].x
            if 0 <= at + step < len(spots) and not self._broken(
                *sorted((inner, spots[at + step].x))
            ):
                inner = self._edge(inner, spots[at + step].x, lambda x: self.at(x) == wanted)
            ends.append(Spot(x=inner, y=wanted))
        return Found(first=ends[0], last=ends[1])

    def _edge(self, inside: float, outside: float, is_inside: Callable[[float], bool]) -> float:
        """The last value towards another of which something is still true."""
        for _ in range(MAX_STEPS):
            middle = self.allowed.between(*sorted((inside, outside)))
            if middle is None:
                break
            if is_inside(middle):
                inside = middle
            else:
                outside = middle
        return inside

    def _root(self, a: Spot, b: Spot, wanted: float) -> Found | None:
        """The place between two values on either side; None if the result jumps across.

        Source of the choice between interpolation and bisection: Chandrupatla 1997,
        https://doi.org/10.1016/S0965-9978(96)00051-8
        """
        if self.allowed.step:
            return self._stepped_root(a, b, wanted)
        x1, y1, x2, y2 = b.x, b.y - wanted, a.x, a.y - wanted
        x3, y3 = x1, y1
        part = 0.5
        for _ in range(MAX_STEPS):
            x = x2 + part * (x1 - x2)
            low, high = min(x1, x2), max(x1, x2)
            if not low < x < high:
                middle = self.allowed.between(low, high)
                if middle is None:
                    break
                x = middle
            found = self.at(x)
            if isinstance(found, Unknown):
                one, other = Spot(x=x1, y=y1 + wanted), Spot(x=x2, y=y2 + wanted)
                return self._beside_gap(x, one, other, wanted)
            y = found - wanted
            if y == 0:
                return self._stretch(x, min(x1, x2), max(x1, x2), wanted)
            if (y > 0) == (y2 > 0):
                x3, y3, x2, y2 = x2, y2, x, y
            else:
                x3, y3, x1, y1, x2, y2 = x1, y1, x2, y2, x, y
            if abs(y2) <= PRECISION * abs(wanted):
                break
            xi, phi = (x2 - x1) / (x3 - x1 or 1), (y2 - y1) / (y3 - y1 or 1)
            usable = phi * phi < xi and (1 - phi) * (1 - phi) < 1 - xi and y3 not in (y1, y2)
            part = 0.5
            if usable:
                part = y2 / (y1 - y2) * y3 / (y1 - y3)
                part += (x3 - x2) / (x1 - x2) * y2 / (y3 - y2) * y1 / (y3 - y1)
                part = part if 0 < part < 1 else 0.5
            elif x1 * x2 > 0 and not 0.25 < x1 / x2 < 4:
                middle = self.allowed.between(min(x1, x2), max(x1, x2))
                part = (middle - x2) / (x1 - x2) if middle is not None else 0.5
        x, y = min(((x1, y1), (x2, y2)), key=lambda pair: abs(pair[1]))
        spot = Spot(x=x, y=y + wanted)
        return Found(first=spot, last=spot) if self.fits(spot.y, wanted) else None

    def _stepped_root(self, a: Spot, b: Spot, wanted: float) -> Found | None:
        """The same among whole numbers and multiples."""
        for _ in range(MAX_STEPS):
            middle = self.allowed.between(a.x, b.x)
            if middle is None:
                break
            y = self.at(middle)
            if isinstance(y, Unknown):
                return self._beside_gap(middle, a, b, wanted)
            spot = Spot(x=middle, y=y)
            if y == wanted:
                return self._stretch(middle, a.x, b.x, wanted)
            if (y > wanted) == (a.y > wanted):
                a = spot
            else:
                b = spot
        best = min(a, b, key=lambda spot: abs(spot.y - wanted))
        return Found(first=best, last=best) if self.fits(best.y, wanted) else None

    def _stretch(self, x: float, low: float, high: float, wanted: float) -> Found:
        """The stretch around a value that gives what is wanted, between two that do not."""

        def gives(x: float) -> bool:
            return self.at(x) == wanted

        aside = STRETCH * abs(x)
        if not self.allowed.step and not any(
            low < near < high and gives(near) for near in (x - aside, x + aside)
        ):  # the next floats may give the same, by rounding alone
            return Found(first=Spot(x=x, y=wanted), last=Spot(x=x, y=wanted))
        first, last = self._edge(x, low, gives), self._edge(x, high, gives)
        return Found(first=Spot(x=first, y=wanted), last=Spot(x=last, y=wanted))

    def _beside_gap(self, x: float, a: Spot, b: Spot, wanted: float) -> Found | None:
        """The place between two values, if it is on one side of the gap at x."""
        for end in (a, b):
            inner = self._edge(end.x, x, self._known)
            y = self.at(inner)
            if inner != end.x and not isinstance(y, Unknown) and (y < wanted) != (end.y < wanted):
                sides = sorted((end, Spot(x=inner, y=y)), key=lambda spot: spot.x)
                return self._root(sides[0], sides[1], wanted)
        return None

    def fits(self, y: float, wanted: float) -> bool:
        """Whether a result is what is wanted, to six digits."""
        if wanted:
            return near(y, wanted)
        return abs(y) <= PRECISION * max((abs(spot.y) for spot in self.spots), default=0.0)

    def _search_turns(self, wanted: float) -> None:
        """Try values around the places where the result comes near and turns back."""
        spots = self.spots
        away = [abs(spot.y - wanted) for spot in spots]
        turns = [
            (away[at], spots[at - 1].x, spots[at].x, spots[at + 1].x)
            for at in range(1, len(spots) - 1)
            if away[at - 1] > away[at] < away[at + 1]
            and (spots[at - 1].y > wanted) == (spots[at].y > wanted) == (spots[at + 1].y > wanted)
        ]
        for _, low, middle, high in sorted(turns)[:MAX_TURNS]:
            self._descend(low, middle, high, wanted)

    def _try_closer(self, wanted: float) -> None:
        """Try values between the others, first where the results come nearest to what is wanted.

        A result may have many teeth, as the mean length of an attention window has along the
        context: two values on either side of a jump hide the tooth beside them.
        """
        queue: list[tuple[float, float, Spot, Spot]] = []

        def add(a: Spot, b: Spot) -> None:
            """Wide stretches come first, and those whose results come near to what is wanted."""
            height = abs(a.y - b.y) or PRECISION * abs(wanted) or PRECISION
            away = max(min(a.y, b.y) - wanted, wanted - max(a.y, b.y), 0.0)
            heappush(queue, (-_width(a.x, b.x) / (1 + away / height), a.x, a, b))

        for a, b in pairwise(self.spots):
            if not self._broken(a.x, b.x):
                add(a, b)
        for _ in range(self._closer):
            if not queue:
                break
            *_, a, b = heappop(queue)
            x = self.allowed.between(a.x, b.x)
            if x is None:
                continue
            y = self.at(x)
            if not isinstance(y, Unknown):
                add(a, Spot(x=x, y=y))
                add(Spot(x=x, y=y), b)

    def _descend(self, low: float, middle: float, high: float, wanted: float) -> None:
        """Try values towards the nearest result between two, until one is on the other side."""
        start = self.at(middle)
        for _ in range(MAX_STEPS):
            better = False
            for a, b in ((low, middle), (middle, high)):
                between = self.allowed.between(a, b)
                y, best = (self.at(between) if between is not None else None), self.at(middle)
                if y is None or isinstance(y, Unknown) or isinstance(best, Unknown):
                    continue
                if isinstance(start, Unknown) or (y > wanted) != (start > wanted):
                    return
                if abs(y - wanted) < abs(best - wanted):
                    low, middle, high = a, between, b  # type: ignore[assignment]
                    better = True
                    break
                if a == low:
                    low = between  # type: ignore[assignment]
                else:
                    high = between  # type: ignore[assignment]
            if not better and (
                self.allowed.between(low, middle) is None
                or high - low <= 1e-9 * max(abs(low), abs(high))
            ):
                return


def _width(low: float, high: float) -> float:
    """How far apart two values are, in powers of e where both are positive and far apart."""
    return log(high / low) if 0 < low else (high - low) / max(abs(low), abs(high))


def near(y: float, wanted: float) -> bool:
    """Whether a result is what is wanted, to six digits; wanted is not 0."""
    return abs(y - wanted) <= TOLERANCE * abs(wanted)


def _merged(found: list[Found]) -> list[Found]:
    """The same without a place that was found from both sides."""
    merged: list[Found] = []
    for one in sorted(found, key=lambda each: each.first.x):
        if merged and one.first.x <= merged[-1].last.x + STRETCH * abs(merged[-1].last.x):
            last = max(merged[-1].last, one.last, key=lambda spot: spot.x)
            if merged[-1].last.y == one.first.y:
                merged[-1] = Found(first=merged[-1].first, last=last)
            continue
        merged.append(one)
    return merged
