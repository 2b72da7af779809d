"""Names beside their points and lines, without overlaps and inside the drawing."""

from collections.abc import Sequence
from math import hypot

from calc.chart import marks, places, text
from calc.chart.geometry import Box, Segment
from calc.chart.places import Label

_RIM = 1.0
"""The distance from a line to its leader. From a point it is `places.RIM`."""


def draw(
    labels: Sequence[Label],
    bounds: Box,
    points: Sequence[Box],
    lines: Sequence[Sequence[Segment]] = (),
) -> str:
    """The labels that find a place, the most important first.

    A label that has no place inside the bounds and beside the others is left out; its name is in
    the table. Labels avoid points and lines if they can.
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
                *_leader(best.path, _RIM if label.line >= 0 else places.RIM), marks.data("leader")
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


def _leader(path: Segment, rim: float) -> Segment:
    """The line from the rim of the point to the label."""
    x, y, to_x, to_y = path
    near, far = rim / hypot(to_x - x, to_y - y), 0.94
    return (
        x + near * (to_x - x),
        y + near * (to_y - y),
        x + far * (to_x - x),
        y + far * (to_y - y),
    )
