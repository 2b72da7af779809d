"""Where a name could stand, and how good each place is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from calc.chart import text
from calc.chart.geometry import Box, Segment, crossed, gap, grown, meets, met

ROOM = 128.0
"""A longer name takes two lines; what does not fit into them is shortened."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name that wants a place, best at the first of its spots."""

    name: str
    spots: Sequence[tuple[float, float]]
    bold: bool = False
    line: int = -1
    """Which of the lines it names."""

    @property
    def lines(self) -> tuple[str, ...]:
        return text.wrap(self.name, ROOM, 2, bold=self.bold)


_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_DISTANCES = (8.0, 17.0, 29.0, 44.0, 62.0)
_LEADER = 12.0
"""From this far on a thin line leads to the point."""
RIM = 6.0


_DEAR = 55.0
"""From this cost on a name hides more than it tells; only highlighted ones are worth it."""


class Place(NamedTuple):
    """Where a label could stand."""

    box: Box
    x: float
    anchor: str
    spot: Box
    way: Segment
    """From the spot to the label, along which a leader would run."""
    far: bool
    """Whether it takes one."""
    cost: float
    """Of standing far from the best place, whatever is there."""


def best(
    label: Label,
    bounds: Box,
    taken: Sequence[Box],
    points: Sequence[Box],
    lines: Sequence[Sequence[Segment]],
) -> Place | None:
    """The cheapest place that is free of other labels; none where all would hide something."""
    found, least = None, float("inf") if label.bold else _DEAR
    for place in _places(label, bounds):
        if place.cost >= least:
            break
        if not bounds.holds(place.box) or any(place.box.overlaps(other) for other in taken):
            continue
        cost = place.cost + _beside(place, points)
        if cost < least:  # the lines are many, and only make it dearer
            cost += _across(place, lines, label.line)
        if cost < least:
            found, least = place, cost
    return found


def _places(label: Label, bounds: Box) -> Iterator[Place]:
    """The cheapest first; most are never asked for, so each is made when it is."""
    wide = text.widest(label.lines, bold=label.bold)
    high = text.LINE * (len(label.lines) - 1) + text.SIZE
    for cost, late, distance, (right, down) in _order(len(label.spots)):
        x, y = label.spots[late]
        reach = distance if not (right and down) else 0.75 * distance
        at_x, at_y = x + right * reach, y + down * reach
        if not right:  # above or below, and then as far to the side as it must be
            at_x = min(max(at_x, bounds.left + wide / 2), bounds.right - wide / 2)
        left = at_x - wide * (1 - right) / 2
        top = at_y - high * (1 - down) / 2
        yield Place(
            box=Box(left, top, left + wide, top + high),
            x=at_x,
            anchor=_ANCHORS[right],
            spot=Box(x, y, x, y),
            way=(x, y, at_x, at_y),
            far=distance > _LEADER,
            cost=cost,
        )


_ANCHORS = {1: "start", 0: "middle", -1: "end"}


@cache
def _order(spots: int) -> list[tuple[float, int, float, tuple[int, int]]]:
    """Cost, spot, distance and side of every place around so many spots, the cheapest first."""
    places = [
        (4 * late + 5 * far + rank / 2, late, distance, side)
        for late in range(spots)
        for far, distance in enumerate(_DISTANCES)
        for rank, side in enumerate(_SIDES)
    ]
    return sorted(places, key=lambda place: place[0])


def _beside(place: Place, points: Sequence[Box]) -> float:
    """Other points that the label would cover or seem to name, or that its leader would touch."""
    own = 3.0 if place.far else max(4.0, gap(place.box, place.spot) - RIM)
    cost = 0.0
    for point in points:
        if point.holds(place.spot):
            continue
        away = gap(place.box, point)
        cost += 60 if not away else 30 if away < own else 0
        if place.far and meets(point, place.way):
            cost += 25
    return cost


def _across(place: Place, lines: Sequence[Sequence[Segment]], own: int) -> float:
    """Lines that the label would cover or, being another's, seem to name."""
    tight, wide = grown(place.box, 1.5), grown(place.box, 9)
    cost = 0.0
    for index, line in enumerate(lines):
        if met(tight, line):
            cost += 40
        elif index != own and met(wide, line):
            cost += 16
        if place.far and index != own and crossed(place.way, line):
            cost += 24
    return cost
