"""The ground of scatter and lines: two axes, their titles, a quiet grid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calc.form.chart import marks, text, ticks
from calc.form.chart.figure import WIDTH
from calc.form.chart.geometry import Box
from calc.form.chart.ticks import Scale
from calc.form.chart.values import Amount, drawable

HEIGHT = 210.0
"""Of the area between the axes."""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """What is along an axis."""

    label: str
    unit: str = ""
    """As in `calc.units`; `display` knows how to write it."""
    log: bool = False
    zero: bool = False
    """Whether a linear axis begins at 0 whatever the data; bars always do."""
    covers: tuple[float, ...] = ()
    """Values that the axis reaches whatever the data, so that it stays while a slider moves."""

    @property
    def title(self) -> str:
        """With its unit, unless the ticks carry it or the label says it."""
        said = self.unit in ticks.WRITTEN or self.unit.casefold() in self.label.casefold()
        return self.label if said else f"{self.label} ({self.unit})"


@dataclass(frozen=True, kw_only=True)
class Point:
    """One pair of values."""

    x: Amount
    y: Amount
    name: str = ""
    labelled: bool = False
    """Whether its name stands beside it; the others show it to a pointer and in the table."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """Points that belong together."""

    name: str
    points: tuple[Point, ...]
    role: str = "other"
    """What chart.css colours: "scout", "maverick", "behemoth", "pinned-1", "other", …"""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A point that can be drawn."""

    x: float
    y: float
    point: Point


def spot(point: Point, x: Axis, y: Axis) -> Spot | None:
    """The point if it has a place on both axes."""
    if drawable(point.x, log=x.log) and drawable(point.y, log=y.log):
        return Spot(x=float(point.x), y=float(point.y), point=point)
    return None


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Where things go, and what is drawn below them."""

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
        """Where labels may stand."""
        return Box(self.area.left, self.area.top - 8, WIDTH, self.area.bottom - 2)


def ground(x: Axis, y: Axis, spots: Sequence[Spot], top: float) -> Ground:
    """Axes that cover the spots, below whatever takes the first `top` units."""
    xs, ys = [spot.x for spot in spots], [spot.y for spot in spots]
    title = text.wrap(y.title, WIDTH, 2)
    upper = top + text.LINE * len(title) + 12
    lower = upper + HEIGHT
    rows = scale(y, ys, _few)
    left = max(map(text.width, rows.texts)) + 6
    right = WIDTH - 8

    across = horizontal(x, xs, left, right)
    area = Box(left, upper, right, lower)
    high, body = foot(x, across, area)
    body = marks.words(title, 0, top + 12, attributes=marks.data("axis")) + _rows(rows, area) + body
    return Ground(area=area, x=across, y=rows, height=lower + high, body=body)


def horizontal(axis: Axis, values: Iterable[float], left: float, right: float) -> Scale:
    """A scale between two places whose tick texts do not touch."""

    def apart(scale: Scale) -> bool:
        boxes = _below(scale, left, right)
        return all(a.right + 8 <= b.left for a, b in pairwise(boxes))

    return scale(axis, values, apart)


def scale(axis: Axis, values: Iterable[float], fits: ticks.Fits) -> Scale:
    """A scale for the values and for what the axis always covers."""
    covered = [value for value in (*values, *axis.covers) if drawable(value, log=axis.log)]
    return ticks.scale(covered, axis.unit, fits, log=axis.log, zero=axis.zero)


def foot(axis: Axis, scale: Scale, area: Box) -> tuple[float, str]:
    """The height and the drawing of ticks, their texts and the title below an area."""
    title = text.wrap(axis.title, WIDTH, 2)
    body = marks.line(area.left, area.bottom, area.right, area.bottom, marks.data("base"))
    boxes = _below(scale, area.left, area.right)
    for value, words, box in zip(scale.ticks, scale.texts, boxes, strict=True):
        x = area.left + scale.at(value) * (area.right - area.left)
        middle = (box.left + box.right) / 2
        body += marks.line(x, area.bottom, x, area.bottom + 4, marks.data("base"))
        body += marks.words(words, middle, area.bottom + 6, "middle", marks.data("tick"), below=0.9)
    body += marks.words(title, area.right, area.bottom + 6, "end", marks.data("axis"), below=2.2)
    return 24 + text.LINE * len(title), body


def _few(scale: Scale) -> bool:
    return len(scale.ticks) <= 6


def _below(columns: Scale, left: float, right: float) -> Iterable[Box]:
    """Where the texts below the axis stand: centred, but inside the drawing."""
    for value, words in zip(columns.ticks, columns.texts, strict=True):
        half = text.width(words) / 2
        middle = left + columns.at(value) * (right - left)
        middle = min(max(middle, half), WIDTH - half)
        yield Box(middle - half, 0, middle + half, text.LINE)


def _rows(rows: Scale, area: Box) -> str:
    body = ""
    for value, words in zip(rows.ticks, rows.texts, strict=True):
        y = area.bottom - rows.at(value) * (area.bottom - area.top)
        if value != rows.low:  # the horizontal axis is drawn there
            body += marks.line(area.left, y, area.right, y, marks.data("grid"))
        body += marks.words(words, area.left - 6, y, "end", marks.data("tick"), middle=True)
    return body
