"""Lines with bands around them: intervals, or bounds, of their values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import override

from calc import words
from calc.chart import marks, plot
from calc.chart.figure import Cell, Table
from calc.chart.lines import Lines
from calc.chart.plot import Point, Spot
from calc.chart.values import drawable


@dataclass(frozen=True, kw_only=True)
class Ends:
    """The interval around the value of a line at one place."""

    x: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Banded(Lines):
    """A chart of lines that all have the same places."""

    bands: tuple[tuple[Ends | None, ...], ...]
    """For each line its intervals, in the order of its points; None where it has none."""

    @override
    def covered(self) -> Iterable[Spot]:
        return [end for band in self.bands for piece in self._pieces(band) for end in piece]

    @override
    def behind(self, axes: plot.Axes) -> str:
        return "".join(
            marks.area(map(axes.place, piece), marks.role(series.role) + marks.data("band"))
            for series, band in zip(self.series, self.bands, strict=True)
            for piece in self._pieces(band)
        )

    def _pieces(self, band: Iterable[Ends | None]) -> Iterator[list[Spot]]:
        """The outlines of a band: along the upper ends and back along the lower ones."""
        pieces: list[list[Ends]] = [[]]
        for ends in band:
            if ends and all(drawable(y, log=self.y.log) for y in (ends.low, ends.high)):
                pieces[-1].append(ends)
            else:
                pieces.append([])
        for piece in pieces:
            if len(piece) > 1:
                back = [self._spot(ends.x, ends.low) for ends in reversed(piece)]
                yield [self._spot(ends.x, ends.high) for ends in piece] + back

    def _spot(self, x: float, y: float) -> Spot:
        return Spot(x=x, y=float(y), point=Point(x=x, y=y))

    @override
    def numbers(self) -> Table:
        """A column for each line, and two for the ends of its band."""
        said = words.current()
        heads = [
            head for one in self.series for head in (one.name, said.column_from, said.column_to)
        ]
        rows = []
        for at, first in enumerate(self.series[0].points):
            cells = [Cell(value=first.x, unit=self.x.unit)]
            for series, band in zip(self.series, self.bands, strict=True):
                y, ends = series.points[at].y, band[at]
                values = (y, ends.low, ends.high) if ends else (y, y, y)
                cells += [Cell(value=value, unit=self.y.unit) for value in values]
            rows.append(tuple(cells))
        return Table(head=(self.x.label, *heads), rows=tuple(rows))
