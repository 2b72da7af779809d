"""Names beside the points they belong to, none on top of another and none cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from calc.form.chart import marks, text
from calc.form.chart.marks import Box

ROOM = 128.0
"""A longer name takes two lines; what does not fit into them is shortened."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name that wants a place, best at the first of its spots."""

    name: str
    spots: Sequence[tuple[float, float]]
    bold: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        return text.wrap(self.name, ROOM, 2, bold=self.bold)


type Segment = tuple[float, float, float, float]

_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_DISTANCES = (8.0, 17.0, 29.0, 44.0, 62.0)
_LEADER = 12.0
"""From this far on a thin line leads to the point."""
_RIM = 6.0


def draw(
    labels: Sequence[Label], bounds: Box, avoid: Sequence[Box], lines: Sequence[Segment] = ()
) -> str:
    """The labels that find a place, in order of importance.

    A label never covers another one or leaves the bounds; one that would is left out, its name
    being in the table. It avoids points and lines where it can.
    """
    taken: list[Box] = []
    body = ""
    for label in labels:
        best = min(
            _places(label, bounds, taken),
            key=lambda place: place.cost + _crowding(place.box, avoid, lines),
            default=None,
        )
        if best is not None:
            taken.append(best.box)
            body += best.leader + marks.words(
                label.lines,
                best.x,
                best.box.top + 0.8 * text.SIZE,
                best.anchor,
                ' font-weight="bold"' if label.bold else "",
            )
    return body


@dataclass(frozen=True, kw_only=True)
class _Place:
    box: Box
    x: float
    anchor: str
    leader: str
    cost: float


def _places(label: Label, bounds: Box, taken: Sequence[Box]) -> Iterator[_Place]:
    """All places that are free of other labels."""
    wide = text.widest(label.lines, bold=label.bold)
    high = text.LINE * (len(label.lines) - 1) + text.SIZE
    for late, (x, y) in enumerate(label.spots):
        for far, distance in enumerate(_DISTANCES):
            for rank, (right, down) in enumerate(_SIDES):
                reach = distance if not (right and down) else 0.75 * distance
                at_x, at_y = x + right * reach, y + down * reach
                left = at_x - wide * (1 - right) / 2
                top = at_y - high * (1 - down) / 2
                box = Box(left, top, left + wide, top + high)
                if not bounds.holds(box) or any(box.overlaps(other) for other in taken):
                    continue
                leads = distance > _LEADER
                yield _Place(
                    box=box,
                    x=at_x,
                    anchor={1: "start", 0: "middle", -1: "end"}[right],
                    leader=_leader(x, y, at_x, at_y) if leads else "",
                    cost=6 * late + 4 * far + rank / 2,
                )


def _leader(x: float, y: float, to_x: float, to_y: float) -> str:
    """From the rim of the point to just short of the label."""
    near, far = _RIM / hypot(to_x - x, to_y - y), 0.92
    return marks.line(
        x + near * (to_x - x),
        y + near * (to_y - y),
        x + far * (to_x - x),
        y + far * (to_y - y),
        " data-leader",
    )


def _crowding(box: Box, avoid: Sequence[Box], lines: Sequence[Segment]) -> float:
    points = sum(box.overlaps(other) for other in avoid)
    return 14 * points + 9 * sum(_meets(box, line) for line in lines)


def _meets(box: Box, line: Segment) -> bool:
    """Whether a straight line passes through a box: Liang and Barsky's clipping."""
    x1, y1, x2, y2 = line
    enters, leaves = 0.0, 1.0
    for step, room in (
        (x1 - x2, x1 - box.left),
        (x2 - x1, box.right - x1),
        (y1 - y2, y1 - box.top),
        (y2 - y1, box.bottom - y1),
    ):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            enters = max(enters, room / step)
        else:
            leaves = min(leaves, room / step)
    return enters <= leaves
