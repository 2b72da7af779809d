"""Names beside the points and lines they belong to, none on top of another and none cut off."""

from collections.abc import Sequence
from math import hypot

from calc.chart import marks, places, text
from calc.chart.geometry import Box, Segment
from calc.chart.places import Label

_RIM = 1.0
"""How far from a line its leader begins; from a point, as far as its mark reaches."""


def draw(
    labels: Sequence[Label],
    bounds: Box,
    points: Sequence[Box],
    lines: Sequence[Sequence[Segment]] = (),
) -> str:
    """The labels that find a place, in order of importance.

    A label never covers another one or leaves the bounds; one that would is left out, its name
    being in the table. It avoids points and lines where it can.
    """
    taken: list[Box] = []
    body = ""
    for label in labels:
        best = places.best(label, bounds, taken, points, lines)
        if best is None:
            continue
        taken.append(best.box)
        if best.far:
            body += marks.line(
                *_leader(best.way, _RIM if label.line >= 0 else places.RIM), marks.data("leader")
            )
        weight = ' font-weight="bold"' if label.bold else ""
        body += marks.words(
            label.lines,
            best.x,
            best.box.top + 0.8 * text.SIZE,
            best.anchor,
            weight + marks.data("name"),
        )
    return body


def _leader(way: Segment, rim: float) -> Segment:
    """From the rim of the point to just short of the label."""
    x, y, to_x, to_y = way
    near, far = rim / hypot(to_x - x, to_y - y), 0.94
    return (
        x + near * (to_x - x),
        y + near * (to_y - y),
        x + far * (to_x - x),
        y + far * (to_y - y),
    )
