"""Points and series, and the axes of scatter and lines: titles, ticks, a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

from calc.chart import axis, marks, text
from calc.chart.axis import Axis
from calc.chart.figure import WIDTH
from calc.chart.geometry import Box
from calc.chart.ticks import Scale
from calc.chart.values import Amount, drawable

HEIGHT = 210.0
"""The height of the area between the axes."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One pair of values."""

    x: Amount
    y: Amount
    name: str = ""
    labelled: bool = False
    """Whether its name is beside it, and not only in its tooltip and the table."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """Points of one kind."""

    name: str
    points: tuple[Point, ...]
    role: str = "other"
    """Style sheets give each role a colour: "this", "other", "pinned-1", and those of the site."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A drawable point."""

    x: float
    y: float
    point: Point


def spot(point: Point, x: Axis, y: Axis) -> Spot | None:
    """The point, if it has a position on both axes."""
    if drawable(point.x, log=x.log) and drawable(point.y, log=y.log):
        return Spot(x=float(point.x), y=float(point.y), point=point)
    return None


@dataclass(frozen=True, kw_only=True)
class Axes:
    """Two axes: scales, and the markup that points and lines are drawn on."""

    area: Box
    x: Scale
    y: Scale
    height: float
    body: str

    def place(self, spot: Spot) -> tuple[float, float]:
        area = self.area
        return (
            area.left + self.x.at(spot.x) * (area.right - area.left),
            area.bottom - self.y.at(spot.y) * (area.bottom - area.top),
        )

    @property
    def bounds(self) -> Box:
        """The box for labels."""
        return Box(self.area.left, self.area.top - 8, WIDTH, self.area.bottom - 2)


def axes(x: Axis, y: Axis, spots: Sequence[Spot], top: float) -> Axes:
    """Axes for the spots, below the first `top` units of the drawing."""
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    title = text.wrap(y.title, WIDTH, 2)
    upper = top + text.LINE * len(title) + 12
    lower = upper + HEIGHT
    rows = axis.scale(y, ys, _few)
    left = max(map(text.width, rows.texts)) + 6
    right = WIDTH - 8
    across = axis.horizontal(x, xs, left, right)
    area = Box(left, upper, right, lower)
    high, body = axis.foot(x, across, area)
    body = marks.words(title, 0, top + 12, attributes=marks.data("axis")) + _rows(rows, area) + body
    return Axes(area=area, x=across, y=rows, height=lower + high, body=body)


def _few(scale: Scale) -> bool:
    return len(scale.ticks) <= 6


def _rows(rows: Scale, area: Box) -> str:
    body = ""
    for value, words in zip(rows.ticks, rows.texts, strict=True):
        y = area.bottom - rows.at(value) * (area.bottom - area.top)
        if value != rows.low:  # except where the horizontal axis is
            body += marks.line(area.left, y, area.right, y, marks.data("grid"))
        body += marks.words(words, area.left - 6, y, "end", marks.data("tick"), middle=True)
    return body
