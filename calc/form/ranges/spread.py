"""What ranges make of the results: medians with 90 % intervals, or bounds.

For 90 % intervals the calculator computes 1,000 draws (`draws`), a slow one 200, the same ones each
time. With bounds it computes the corners, places along each input with the others in the middle,
and places spread over the inside. Memory keeps the latest forms, because a pinned one is asked for
again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, Literal, override

from calc.form.attempt import Failure, Filled
from calc.form.many import Many, number
from calc.form.memo import memo
from calc.form.number_field import Number
from calc.form.range import Range
from calc.form.ranges import draws
from calc.units import Unknown

MAX_CORNERS = 256
"""Of bounds: those of eight inputs; of more inputs, the first corners."""

PLACES_ALONG_AN_INPUT = 41
"""Of bounds, with the ends."""

LOWEST, HIGHEST = 0.05, 0.95
"""The shares of draws below a 90 % interval, and below its upper end."""


@dataclass(frozen=True, kw_only=True)
class Between:
    """A number of the result."""

    low: float
    middle: float
    """The median; of bounds, the result for the middle of each range."""
    high: float


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Draws without a result, or without one number of it."""

    name: str
    """The number; "" for the whole result."""
    share: float
    reason: str
    """The reason of the most of them; "" if the number is None."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The numbers of a result that ranges change."""

    kind: Literal["interval", "bounds"]
    mixed: bool
    """Whether there are bounds and intervals."""
    count: int
    """How often the calculator was asked."""
    numbers: Mapping[str, Between]
    """By the name of the result; one that the ranges do not change is not in it."""
    missing: tuple[Missing, ...]


class _Inputs:
    """A form as a key: equal if all texts are."""

    def __init__(self, state: Filled) -> None:
        self.state = state
        self._key = (state.calculator.name, *(entry.text for entry in state.entries.values()))

    @override
    def __hash__(self) -> int:
        return hash(self._key)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Inputs) and self._key == other._key


def of(state: Filled) -> Spread:
    """The spread of a form's result; the form has a result, and a range in some field."""
    return _of(_Inputs(state))


@memo(8, in_builds=64)
def _of(inputs: _Inputs) -> Spread:
    state = inputs.state
    kinds = {between.kind for between in state.ranges.values()}
    bounds = "bounds" in kinds
    places = list(draws_of(state, state.ranges))
    found, gaps = _computed(state, places)
    numbers = {
        name: _bounds(values, number(state.result, name)) if bounds else interval(values)
        for name, values in found.items()
        if values
    }
    return Spread(
        kind="bounds" if bounds else "interval",
        mixed=len(kinds) > 1,
        count=len(places),
        numbers={name: one for name, one in numbers.items() if one and one.low < one.high},
        missing=tuple(_missing(gaps, len(places), numbers)),
    )


type _Values = dict[str, list[float]]
type _Gaps = dict[str, dict[str, int]]


def _computed(state: Filled, places: Iterable[Mapping[str, Any]]) -> tuple[_Values, _Gaps]:
    """The numbers of the result at each draw by name, and how often each is missing, by reason."""
    names = [row.name for row in state.calculator.results.values() if row.kind == "number"]
    found: _Values = {name: [] for name in names}
    gaps: _Gaps = {name: {} for name in ("", *names)}
    compute = Many(state)
    for place in places:
        result = compute(**place)
        if isinstance(result, Failure):
            _count(gaps[""], result.sentence)
            continue
        for name in names:
            value = getattr(result, name)
            if (type(value) in (int, float) and value == value) or isinstance(
                number(result, name), float | int
            ):
                found[name].append(value)
            else:
                _count(gaps[name], value.reason if isinstance(value, Unknown) else "")
    return found, gaps


def at_place(state: Filled, place: Mapping[str, float]) -> dict[str, Between]:
    """What the ranges of all other inputs make of the numbers where some inputs have these values.

    These are 200 draws. A number that no draw has is not in it.
    """
    ranges = {name: one for name, one in state.ranges.items() if name not in place}
    found, _ = _computed(state, ({**draw, **place} for draw in draws_of(state, ranges, draws.FEW)))
    bounds = any(one.kind == "bounds" for one in ranges.values())
    middle = Many(state)(**place)
    return {
        name: _bounds(values, middle if isinstance(middle, Failure) else number(middle, name))
        if bounds
        else interval(values)
        for name, values in found.items()
        if values
    }


def _count(reasons: dict[str, int], reason: str) -> None:
    reasons[reason] = reasons.get(reason, 0) + 1


def _missing(
    gaps: Mapping[str, Mapping[str, int]], count: int, numbers: Mapping[str, object]
) -> Iterator[Missing]:
    """What draws lack; a number that no draw has is unknown in the table, with its reason."""
    for name, reasons in gaps.items():
        if reasons and (not name or name in numbers):
            reason = max(reasons, key=lambda one: reasons[one])
            yield Missing(name=name, share=sum(reasons.values()) / count, reason=reason)


def interval(values: list[float]) -> Between:
    """The median and the 90 % interval of draws; sorts them."""
    values.sort()
    low, middle, high = (_quantile(values, share) for share in (LOWEST, 0.5, HIGHEST))
    return Between(low=low, middle=middle, high=high)


def _quantile(ascending: list[float], share: float) -> float:
    """The value below which a share of them is: the mean of the two around it, whole if all are.

    Source: Hyndman & Fan 1996, Sample quantiles, definition 5.
    """
    count = len(ascending)
    place = min(max(share * count - 0.5, 0.0), count - 1.0)
    below = int(place)
    low, high = ascending[below], ascending[min(below + 1, count - 1)]
    if isinstance(low, int) and isinstance(high, int):
        return (low + high) // 2 if place > below else low
    return low + (high - low) * (place - below) if low != high else low


def _bounds(values: list[float], middle: float | Failure) -> Between:
    low, high = min(values), max(values)
    if isinstance(middle, Failure):
        middle = (low + high) / 2
    return Between(low=min(low, middle), middle=middle, high=max(high, middle))


def draws_of(
    state: Filled, ranges: Mapping[str, Range], count: int = 0
) -> Iterator[dict[str, Any]]:
    """The values of the inputs with these ranges, of each draw: `count` ones, or as many as usual.

    If one has bounds only, they are corners, places along each input, and places inside.
    """
    bounds = any(between.kind == "bounds" for between in ranges.values())
    return (_places if bounds else _drawn)(state, ranges, count or count_of(state))


def _drawn(state: Filled, ranges: Mapping[str, Range], count: int) -> Iterator[dict[str, Any]]:
    ranked = draws.normal(count)
    columns = []
    for name, between in ranges.items():
        shares = (0.5 + z / (2 * draws.Z_95) for z in ranked)
        columns.append([at(_field(state, name), between, share) for share in shares])
    for ranks in draws.ranks(len(columns), count):
        values = [column[rank] for column, rank in zip(columns, ranks, strict=True)]
        yield dict(zip(ranges, values, strict=True))


def _places(state: Filled, ranges: Mapping[str, Range], count: int) -> Iterator[dict[str, Any]]:
    fields = {name: (_field(state, name), between) for name, between in ranges.items()}
    for point in islice(_shares(len(fields), count), max(count, MAX_CORNERS)):
        yield {
            name: at(*one, share) for (name, one), share in zip(fields.items(), point, strict=True)
        }


def count_of(state: Filled) -> int:
    """How many draws a calculator computes."""
    return draws.FEW if state.calculator.slow else draws.COUNT


def _shares(dimensions: int, count: int) -> Iterator[tuple[float, ...]]:
    """Points of the unit cube."""
    if dimensions > 1:
        yield from islice(product((0.0, 1.0), repeat=dimensions), MAX_CORNERS)
    along = count if dimensions == 1 else PLACES_ALONG_AN_INPUT
    for axis in range(dimensions):
        for place in range(along):
            point = [0.5] * dimensions
            point[axis] = place / (along - 1)
            yield tuple(point)
    if dimensions > 1:
        for ranks in draws.ranks(dimensions, count):
            yield tuple(rank / (count - 1) for rank in ranks)


def at(field: Number, between: Range, share: float) -> float:
    """The valid value at a share of the way from the low end to the high one, by the scale.

    A share may be below 0 or above 1: those are the tails of an interval.
    """
    low, high = between.low, between.high
    if share in (0.0, 1.0):
        return high if share else low
    if field.slider.log and low > 0:
        return field.nearest(low * draws.exp(share * draws.log(high / low)))
    return field.nearest(low + share * (high - low))


def _field(state: Filled, name: str) -> Number:
    field = state.entries[name].field
    assert isinstance(field, Number)  # no other has a range
    return field


@dataclass(frozen=True, kw_only=True)
class Effect:
    """How far one input alone moves a result."""

    name: str
    low: float
    high: float


PLACES_OF_AN_EFFECT = (0.0, 0.25, 0.5, 0.75, 1.0)
"""A result may be lowest or highest between the ends."""


def effects(state: Filled, name: str) -> list[Effect]:
    """How far each range alone moves a number, the others in the middle of theirs; the most first.

    An input at which there is no result has no effect that could be given, and is left out.
    """
    compute, found = Many(state), []
    for parameter, between in state.ranges.items():
        field = _field(state, parameter)
        values = [
            value
            for share in PLACES_OF_AN_EFFECT
            for value in (compute.number(name, **{parameter: at(field, between, share)}),)
            if not isinstance(value, Failure)
        ]
        if values:
            found.append(Effect(name=parameter, low=min(values), high=max(values)))
    return sorted(found, key=lambda effect: effect.low - effect.high)
