"""Axes: their labels and scales, and how a horizontal axis is drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from calc import words as own
from calc.chart import marks, text, ticks
from calc.chart.figure import WIDTH
from calc.chart.geometry import Box
from calc.chart.ticks import Scale
from calc.chart.values import drawable
from calc.form.unit_styles import style


@dataclass(frozen=True, kw_only=True)
class Axis:
    """The label, unit and kind of an axis."""

    label: str
    unit: str = ""
    """How its numbers are written is in its style: `calc.form.unit_styles`."""
    log: bool = False
    zero: bool = False
    """Whether a linear axis always includes 0."""
    covers: tuple[float, ...] = ()
    """Values that the axis always includes, so that it is stable while a slider moves."""

    @property
    def title(self) -> str:
        """The label with the unit, unless the ticks or the label have the unit."""
        unit = own.current().unit(self.unit)
        named = style(self.unit).in_ticks or unit.casefold() in self.label.casefold()
        return self.label if named else f"{self.label} ({unit})"


def horizontal(axis: Axis, values: Iterable[float], left: float, right: float) -> Scale:
    """A scale between two positions whose tick texts do not touch."""

    def apart(scale: Scale) -> bool:
        boxes = _below(scale, left, right)
        return all(a.right + 8 <= b.left for a, b in pairwise(boxes))

    return scale(axis, values, apart)


def scale(axis: Axis, values: Iterable[float], fits: ticks.Fits) -> Scale:
    """A scale for the values and for those that the axis always includes."""
    covered = [value for value in (*values, *axis.covers) if drawable(value, log=axis.log)]
    return ticks.scale(covered, axis.unit, fits, log=axis.log, zero=axis.zero)


def foot(axis: Axis, scale: Scale, area: Box) -> tuple[float, str]:
    """The height and the markup of an axis below an area: ticks, their texts, the title."""
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


def _below(columns: Scale, left: float, right: float) -> Iterable[Box]:
    """The boxes of the texts below the axis: centred, but inside the drawing."""
    for value, words in zip(columns.ticks, columns.texts, strict=True):
        half = text.width(words) / 2
        middle = left + columns.at(value) * (right - left)
        middle = min(max(middle, half), WIDTH - half)
        yield Box(middle - half, 0, middle + half, text.LINE)
