"""A map: a number over two inputs, in seven steps of one colour, and contours with numbers."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import ClassVar

from calc import words
from calc.chart import axis, labels, marks, plot, tick
from calc.chart.axis import Axis
from calc.chart.figure import Cell, Chart, Drawing, Table
from calc.chart.geometry import Box, around
from calc.chart.places import Label
from calc.chart.plot import Spot
from calc.chart.ticks import Scale
from calc.chart.values import Amount, drawable
from calc.form import display
from calc.units import Unknown

STEPS = 7
"""Steps of the colour."""

MAX_LISTED = 7
"""Values of each input in the table; CSV has all of them."""


type _Piece = tuple[tuple[float, float], tuple[float, float]]
"""The ends of a piece of a line."""


@dataclass(frozen=True, kw_only=True)
class Map(Chart):
    """A number over two inputs. The values of both must rise."""

    x: Axis
    y: Axis
    z: Axis
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    zs: tuple[tuple[Amount, ...], ...]
    """For each y the numbers along x."""
    here: tuple[float, float] | None = None
    """The present values."""
    here_name: str = ""
    items: ClassVar[str] = ""

    def draw(self, key: str) -> Drawing:
        known = [z for row in self.zs for z in row if drawable(z, log=self.z.log)]
        if not known:
            return Drawing(height=0, body="")
        spots = [Spot(x=x, y=y, point=plot.Point(x=x, y=y)) for x in self.xs for y in self.ys]
        axes = plot.axes(self.x, self.y, spots, 0)
        levels = _levels(axis.scale(self.z, known, lambda scale: len(scale.ticks) <= STEPS + 1))
        body = self._cells(axes, levels) + axes.body
        names: list[Label] = []
        for level in levels:
            paths = self._contour(axes, level)
            if paths:
                body += _path(paths)
                shown = tick.write(
                    level, self.z.unit, level if self.z.log else max(map(abs, known))
                )
                middle = sorted(paths)[len(paths) // 2]
                spot = ((middle[0][0] + middle[1][0]) / 2, (middle[0][1] + middle[1][1]) / 2)
                names.append(Label(name=shown, spots=(spot,)))
        taken: list[Box] = []
        if self.here:
            place = axes.place(Spot(x=self.here[0], y=self.here[1], point=plot.Point(x=0, y=0)))
            body += marks.shape("circle", *place, 5, marks.data("mark"), self.here_name)
            names.insert(0, Label(name=self.here_name, spots=(place,), bold=True))
            taken.append(around(*place, 6))
        body += labels.draw(names, axes.bounds, taken, [])
        return Drawing(height=axes.height, body=body)

    def _cells(self, axes: plot.Axes, levels: list[float]) -> str:
        """A rectangle around each value, as dark as its step."""
        across = _edges([axes.x.at(x) for x in self.xs], axes.area.left, axes.area.right)
        down = _edges([axes.y.at(y) for y in self.ys], axes.area.bottom, axes.area.top)
        body = ""
        for row, (bottom, top) in zip(self.zs, pairwise(down), strict=True):
            start = 0
            steps = [self._step(z, levels) for z in row]
            for at, step in enumerate(steps):
                if at + 1 < len(steps) and steps[at + 1] == step:
                    continue  # neighbours of one step are one rectangle
                if step is not None:
                    box = Box(across[start], top, across[at + 1], bottom)
                    body += marks.rect(box, marks.data("shade", str(step)))
                start = at + 1
        return body

    def _step(self, z: Amount, levels: list[float]) -> int | None:
        if isinstance(z, Unknown) or not drawable(z, log=self.z.log):
            return None
        return min(STEPS - 1, bisect_right(levels, z) * (STEPS - 1) // max(1, len(levels)))

    def _contour(self, axes: plot.Axes, level: float) -> list[_Piece]:
        """The line where the number is `level`, as pieces: one or two between four values.

        Within a square the number is taken as linear, on a log scale its logarithm.
        """
        pieces: list[_Piece] = []
        for (y1, low), (y2, high) in pairwise(zip(self.ys, self.zs, strict=True)):
            for at, (x1, x2) in enumerate(pairwise(self.xs)):
                corners = [
                    (x1, y1, low[at]),
                    (x2, y1, low[at + 1]),
                    (x2, y2, high[at + 1]),
                    (x1, y2, high[at]),
                ]
                if not all(drawable(z, log=self.z.log) for _, _, z in corners):
                    continue
                placed = [
                    (axes.place(Spot(x=x, y=y, point=plot.Point(x=x, y=y))), z)
                    for x, y, z in corners
                ]
                crossings = []
                for (p, a), (q, b) in pairwise([*placed, placed[0]]):
                    part = self._part(a, b, level)
                    if part is not None:
                        crossings.append((p[0] + part * (q[0] - p[0]), p[1] + part * (q[1] - p[1])))
                pieces += [
                    (crossings[one], crossings[one + 1]) for one in range(0, len(crossings) - 1, 2)
                ]
        return pieces

    def _part(self, a: Amount, b: Amount, level: float) -> float | None:
        """How far between two numbers the level is; None if it is not between them."""
        if isinstance(a, Unknown) or isinstance(b, Unknown) or (a < level) == (b < level):
            return None
        if self.z.log:
            return round(log(level / a) / log(b / a), 9)
        return (level - a) / (b - a)

    def numbers(self) -> Table:
        """Some of the numbers: a row for each y, a column for each x."""
        columns, rows = _some(len(self.xs)), _some(len(self.ys))
        heads = (display.quantity(self.xs[at], self.x.unit) for at in columns)
        corner = words.current().map_corner.format(down=self.y.label, across=self.x.label)
        return Table(
            head=(corner, *heads),
            rows=tuple(
                (
                    Cell(value=self.ys[row], unit=self.y.unit),
                    *(Cell(value=self.zs[row][at], unit=self.z.unit) for at in columns),
                )
                for row in rows
            ),
        )


def _some(count: int) -> list[int]:
    """The indices of the values in the table, both ends among them."""
    listed = min(count, MAX_LISTED)
    return sorted({round(at * (count - 1) / max(1, listed - 1)) for at in range(listed)})


def _path(pieces: Iterable[_Piece]) -> str:
    places = "".join(
        f"M{marks.number(a)} {marks.number(b)}L{marks.number(c)} {marks.number(d)}"
        for (a, b), (c, d) in pieces
    )
    return f'<path d="{places}" fill="none" stroke="currentColor"{marks.data("contour")}/>'


def _levels(scale: Scale) -> list[float]:
    """The numbers of the contours."""
    return [value for value in scale.ticks if scale.low < value < scale.high]


def _edges(places: list[float], first: float, last: float) -> list[float]:
    """The borders between neighbours, halfway; at the ends the ends of the values."""
    at = [first + place * (last - first) for place in places]
    return [at[0], *((a + b) / 2 for a, b in pairwise(at)), at[-1]]
