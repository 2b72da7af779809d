"""The possible places of a name, and the cost of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from calc.chart import text
from calc.chart.geometry import Box, Segment, crosses_any, gap, grown, meets, meets_any

MAX_LINE_WIDTH = 128.0
"""A longer name is broken into two lines, and then shortened."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name to place, preferably beside the first of its spots."""

    name: str
    spots: Sequence[tuple[float, float]]
    bold: bool = False
    line: int = -1
    """The index of the line that it names; -1 if it names a point."""

    @property
    def lines(self) -> tuple[str, ...]:
        return text.wrap(self.name, MAX_LINE_WIDTH, 2, bold=self.bold)


_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_DISTANCES = (8.0, 17.0, 29.0, 44.0, 62.0)
_LEADER = 12.0
"""From this distance on, a thin line leads to the point."""
RIM = 6.0
"""The radius around a point that its mark needs."""


_MAX_COST = 55.0
"""A costlier place hides more than the name is worth, unless the name is highlighted."""


class Place(NamedTuple):
    """A possible place of a label."""

    box: Box
    x: float
    anchor: str
    spot: Box
    path: Segment
    """From the spot to the label, for the leader."""
    far: bool
    """Whether it needs a leader."""
    cost: float
    """The cost of its distance from the preferred place."""


def best(
    label: Label,
    bounds: Box,
    taken: Sequence[Box],
    points: Sequence[Box],
    lines: Sequence[Sequence[Segment]],
) -> Place | None:
    """The cheapest place without another label; None if all cost too much."""
    found, least = None, float("inf") if label.bold else _MAX_COST
    for place in _places(label, bounds):
        if place.cost >= least:
            break
        if not bounds.contains(place.box) or any(place.box.overlaps(other) for other in taken):
            continue
        cost = place.cost + _cost_of_points(place, points)
        if cost < least:  # last, because there are many lines
            cost += _cost_of_lines(place, lines, label.line)
        if cost < least:
            found, least = place, cost
    return found


def _places(label: Label, bounds: Box) -> Iterator[Place]:
    """All places, the cheapest first. A generator, because most are never needed."""
    wide = text.widest(label.lines, bold=label.bold)
    high = text.LINE * (len(label.lines) - 1) + text.SIZE
    for cost, index, distance, (right, down) in _order(len(label.spots)):
        x, y = label.spots[index]
        reach = distance if not (right and down) else 0.75 * distance
        at_x, at_y = x + right * reach, y + down * reach
        if not right:  # above or below: moved sideways into the bounds
            at_x = min(max(at_x, bounds.left + wide / 2), bounds.right - wide / 2)
        left = at_x - wide * (1 - right) / 2
        top = at_y - high * (1 - down) / 2
        yield Place(
            box=Box(left, top, left + wide, top + high),
            x=at_x,
            anchor=_ANCHORS[right],
            spot=Box(x, y, x, y),
            path=(x, y, at_x, at_y),
            far=distance > _LEADER,
            cost=cost,
        )


_ANCHORS = {1: "start", 0: "middle", -1: "end"}


@cache
def _order(spots: int) -> list[tuple[float, int, float, tuple[int, int]]]:
    """Cost, spot, distance and side of every place around a number of spots, cheapest first."""
    places = [
        (4 * index + 5 * far + rank / 2, index, distance, side)
        for index in range(spots)
        for far, distance in enumerate(_DISTANCES)
        for rank, side in enumerate(_SIDES)
    ]
    return sorted(places, key=lambda place: place[0])


def _cost_of_points(place: Place, points: Sequence[Box]) -> float:
    """The cost of points that it would cover or seem to name, or that its leader would touch."""
    own = 3.0 if place.far else max(4.0, gap(place.box, place.spot) - RIM)
    cost = 0.0
    for point in points:
        if point.contains(place.spot):
            continue
        away = gap(place.box, point)
        cost += 60 if not away else 30 if away < own else 0
        if place.far and meets(point, place.path):
            cost += 25
    return cost


def _cost_of_lines(place: Place, lines: Sequence[Sequence[Segment]], own: int) -> float:
    """The cost of lines that it would cover, and of other lines that it would seem to name."""
    tight, wide = grown(place.box, 1.5), grown(place.box, 9)
    cost = 0.0
    for index, line in enumerate(lines):
        if meets_any(tight, line):
            cost += 40
        elif index != own and meets_any(wide, line):
            cost += 16
        if place.far and index != own and crosses_any(place.path, line):
            cost += 24
    return cost
