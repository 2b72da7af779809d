"""Rectangles and straight lines, and whether they overlap."""

from collections.abc import Iterable, Iterator
from math import hypot
from typing import NamedTuple

type Segment = tuple[float, float, float, float]
"""From (x, y) to (x, y)."""


class Box(NamedTuple):
    """A rectangle. A tuple is fast, and placing names makes thousands."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def contains(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def grown(box: Box, by: float) -> Box:
    """The box, larger on every side."""
    return Box(box.left - by, box.top - by, box.right + by, box.bottom + by)


def around(x: float, y: float, r: float) -> Box:
    """The box around a circle."""
    return Box(x - r, y - r, x + r, y + r)


def gap(a: Box, b: Box) -> float:
    """The distance of two boxes, 0 if they touch."""
    across = max(0.0, a.left - b.right, b.left - a.right)
    down = max(0.0, a.top - b.bottom, b.top - a.bottom)
    return hypot(across, down)


def meets(box: Box, line: Segment) -> bool:
    """Whether a line passes through a box, by the algorithm of Liang and Barsky."""
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


def meets_any(box: Box, lines: Iterable[Segment]) -> bool:
    """Whether any of the lines passes through a box."""
    return any(meets(box, line) for line in _near(box, lines))


def crosses_any(path: Segment, lines: Iterable[Segment]) -> bool:
    """Whether any of the lines crosses a segment."""
    x1, y1, x2, y2 = path
    box = Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return any(crosses(line, path) for line in _near(box, lines))


def _near(box: Box, lines: Iterable[Segment]) -> Iterator[Segment]:
    """The lines that are not wholly on one side of a box, as most are."""
    left, top, right, bottom = box
    for line in lines:
        x1, y1, x2, y2 = line
        if (x1 < left and x2 < left) or (x1 > right and x2 > right):
            continue
        if (y1 < top and y2 < top) or (y1 > bottom and y2 > bottom):
            continue
        yield line


def crosses(a: Segment, b: Segment) -> bool:
    """Whether two segments cross: each has the ends of the other on both of its sides."""
    return (
        _side(a, b[0], b[1]) * _side(a, b[2], b[3]) < 0
        and _side(b, a[0], a[1]) * _side(b, a[2], a[3]) < 0
    )


def _side(line: Segment, x: float, y: float) -> float:
    x1, y1, x2, y2 = line
    return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
