"""Lines on two axes. Lines differ in their dashes; each has its name beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle, pairwise
from typing import ClassVar

from calc import words
from calc.chart import labels, marks, plot
from calc.chart.axis import Axis
from calc.chart.figure import Cell, Chart, Drawing, Table
from calc.chart.geometry import Segment, around
from calc.chart.places import Label
from calc.chart.plot import Series, Spot
from calc.form import display

DASHES = ("", "6 3", "2 3", "9 3 2 3")

type _Path = list[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Lines(Chart):
    """A chart of lines. A labelled point has a mark on its line."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    items: ClassVar[str] = "series"

    def draw(self, key: str) -> Drawing:
        runs = [self._runs(series) for series in self.series]
        spots = [spot for pieces in runs for run in pieces for spot in run]
        if not spots:
            return Drawing(height=0, body="")
        axes = plot.axes(self.x, self.y, [*spots, *self.covered()], 0)
        body, names = axes.body + self.behind(axes), []
        segments: list[list[Segment]] = []
        for series, pieces, dash in zip(self.series, runs, cycle(DASHES)):
            paths = [[axes.place(spot) for spot in run] for run in pieces]
            body += "".join(_line(path, series, dash) for path in paths)
            if paths:
                names.append(_name(series, paths[-1], len(segments)))
                segments.append([(*a, *b) for path in paths for a, b in pairwise(path)])
        marked = [
            (series, spot, axes.place(spot))
            for series, pieces in zip(self.series, runs, strict=True)
            for run in pieces
            for spot in run
            if spot.point.labelled
        ]
        for series, spot, place in marked:
            body += marks.shape("circle", *place, 4.5, _mark(series), self._tooltip(series, spot))
        names += _names_of_marks((spot, place) for _, spot, place in marked)
        names.sort(key=lambda label: not label.bold)
        taken = [around(*place, 6) for _, _, place in marked]
        body += labels.draw(names, axes.bounds, taken, segments)
        return Drawing(height=axes.height, body=body)

    def covered(self) -> Iterable[Spot]:
        """What else the axes reach to; none for lines alone."""
        return ()

    def behind(self, axes: plot.Axes) -> str:
        """What is drawn behind the lines; nothing for lines alone."""
        return ""

    def _runs(self, series: Series) -> list[list[Spot]]:
        """The pieces of a line, which is broken where a value is missing."""
        runs: list[list[Spot]] = [[]]
        for point in series.points:
            spot = plot.spot(point, self.x, self.y)
            if spot:
                runs[-1].append(spot)
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    def _tooltip(self, series: Series, spot: Spot) -> str:
        x, y = display.quantity(spot.x, self.x.unit), display.quantity(spot.y, self.y.unit)
        return words.current().point_of_line.format(series=series.name, x=x, y=y)

    def numbers(self) -> Table:
        """A column for each series if all have the same x, else a row for each point."""
        columns = {tuple(point.x for point in series.points) for series in self.series}
        if len(columns) != 1:
            return Table(
                head=(words.current().column_series, self.x.label, self.y.label),
                rows=tuple(
                    (
                        series.name,
                        Cell(value=point.x, unit=self.x.unit),
                        Cell(value=point.y, unit=self.y.unit),
                    )
                    for series in self.series
                    for point in series.points
                ),
            )
        (xs,) = columns
        return Table(
            head=(self.x.label, *(series.name for series in self.series)),
            rows=tuple(
                (
                    Cell(value=x, unit=self.x.unit),
                    *(Cell(value=s.points[i].y, unit=self.y.unit) for s in self.series),
                )
                for i, x in enumerate(xs)
            ),
        )


def _mark(series: Series) -> str:
    return marks.role(series.role) + marks.data("mark")


def _line(path: _Path, series: Series, dash: str) -> str:
    if len(path) == 1:
        return marks.shape("circle", *path[0], 3, _mark(series))
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return marks.polyline(path, marks.role(series.role) + marks.data("line") + dashes)


def _name(series: Series, path: _Path, line: int) -> Label:
    bold = series.role != "other"
    return Label(name=series.name, spots=_along(path), bold=bold, line=line)


def _names_of_marks(marked: Iterable[tuple[Spot, tuple[float, float]]]) -> list[Label]:
    """The names of marks. Those above each other with the same name have it once."""
    places: dict[tuple[str, float], _Path] = {}
    for spot, place in marked:
        places.setdefault((spot.point.name, spot.x), []).append(place)
    return [Label(name=name, spots=spots) for (name, _), spots in places.items()]


def _along(path: _Path) -> _Path:
    """Spots for the name of a line: its end, then further back."""
    (first, _), (last, _) = path[0], path[-1]
    return [
        _at(path, first + part * (last - first)) for part in (1, 0.9, 0.8, 0.65, 0.5, 0.3, 0.15)
    ]


def _at(path: _Path, x: float) -> tuple[float, float]:
    """The first point of a line at x."""
    for (x1, y1), (x2, y2) in pairwise(path):
        if min(x1, x2) <= x <= max(x1, x2) and x1 != x2:
            return x, y1 + (x - x1) / (x2 - x1) * (y2 - y1)
    return path[-1]
