"""Points on two axes. Series differ in the shape of their marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from calc import words
from calc.chart import labels, legend, marks, plot
from calc.chart.axis import Axis
from calc.chart.figure import Cell, Chart, Drawing, Table
from calc.chart.geometry import around
from calc.chart.places import Label
from calc.chart.plot import Axes, Series, Spot
from calc.form import display


@dataclass(frozen=True, kw_only=True)
class Scatter(Chart):
    """A chart of points."""

    x: Axis
    y: Axis
    series: tuple[Series, ...]
    items: ClassVar[str] = "series"

    def draw(self, key: str) -> Drawing:
        drawn = [
            _Marks(series, marks.SHAPES[index % len(marks.SHAPES)], self._spots(series))
            for index, series in enumerate(self.series)
        ]
        drawn = [one for one in drawn if one.spots]
        if not drawn:
            return Drawing(height=0, body="")
        top, body = 0.0, ""
        if len(drawn) > 1:
            top, body = legend.draw(
                [one.series.name for one in drawn],
                lambda index, x, y: marks.shape(drawn[index].shape, x, y, 4.5, drawn[index].mark),
                0,
            )
        axes = plot.axes(self.x, self.y, [spot for one in drawn for spot in one.spots], top)
        body += axes.body
        for one in sorted(drawn, key=lambda one: one.highlighted):  # highlighted ones last, on top
            for spot in one.spots:
                x, y = axes.place(spot)
                tooltip = self._tooltip(one.series, spot)
                body += marks.shape(one.shape, x, y, one.size, one.mark, tooltip)
        return Drawing(height=axes.height, body=body + _labels(drawn, axes))

    def _spots(self, series: Series) -> list[Spot]:
        spots = (plot.spot(point, self.x, self.y) for point in series.points)
        return [spot for spot in spots if spot]

    def _tooltip(self, series: Series, spot: Spot) -> str:
        x = f"{self.x.label}: {display.quantity(spot.x, self.x.unit)}"
        y = f"{self.y.label}: {display.quantity(spot.y, self.y.unit)}"
        return f"{spot.point.name or series.name}. {x}. {y}"

    def numbers(self) -> Table:
        said = words.current()
        return Table(
            head=(said.column_name, said.column_series, self.x.label, self.y.label),
            rows=tuple(
                (
                    point.name or series.name,
                    series.name,
                    Cell(value=point.x, unit=self.x.unit),
                    Cell(value=point.y, unit=self.y.unit),
                )
                for series in self.series
                for point in series.points
            ),
        )


@dataclass(frozen=True)
class _Marks:
    """A series with its shape and its drawable points."""

    series: Series
    shape: str
    spots: list[Spot]

    @property
    def highlighted(self) -> bool:
        return self.series.role != "other"

    @property
    def size(self) -> float:
        return 5.0 if self.highlighted else 3.5

    @property
    def mark(self) -> str:
        """The attributes of its marks. Highlighted ones are open, so that marks below them show."""
        if not self.highlighted:
            return marks.role(self.series.role) + marks.data("mark")
        opened = ' fill-opacity="0.2" stroke="currentColor" stroke-width="1.8"'
        return marks.role(self.series.role) + opened + marks.data("mark", "open")


def _labels(drawn: Sequence[_Marks], axes: Axes) -> str:
    """The labels, those of highlighted series first."""
    wanted, taken = [], []
    for one in sorted(drawn, key=lambda one: not one.highlighted):
        for spot in one.spots:
            x, y = axes.place(spot)
            taken.append(around(x, y, one.size + 1))
            if spot.point.labelled:
                name = spot.point.name or one.series.name
                wanted.append(Label(name=name, spots=((x, y),), bold=one.highlighted))
    return labels.draw(wanted, axes.bounds, taken)
