"""Spans from a low to a high value with a point in them, along a linear or logarithmic axis."""

from dataclasses import dataclass
from typing import ClassVar, TypeGuard

from calc import words as own
from calc.chart import axis, bars, marks, text
from calc.chart.axis import Axis
from calc.chart.figure import WIDTH, Cell, Chart, Drawing, Table
from calc.chart.geometry import Box
from calc.chart.ticks import Scale
from calc.chart.values import Amount, drawable
from calc.units import Unknown

NO_SPAN = Unknown("")
"""In place of a value that a range does not have; the table gives the reason."""


@dataclass(frozen=True, kw_only=True)
class Range:
    """A span, a point, or a point in a span."""

    name: str
    low: Amount = NO_SPAN
    high: Amount = NO_SPAN
    value: Amount = NO_SPAN
    role: str = "other"


@dataclass(frozen=True, kw_only=True)
class Ranges(Chart):
    """A chart of ranges."""

    axis: Axis
    ranges: tuple[Range, ...]
    items: ClassVar[str] = "ranges"

    def draw(self, key: str) -> Drawing:
        values = [v for r in self.ranges for v in _values(r) if self._drawable(v)]
        if not values:
            return Drawing(height=0, body="")
        gutter, names = bars.names_column([r.name for r in self.ranges])
        right = WIDTH - 10
        scale = axis.horizontal(self.axis, values, gutter, right)
        rows, y, body = "", 6.0, ""
        for one, lines in zip(self.ranges, names, strict=True):
            high = max(24.0, text.LINE * len(lines) + 8)
            rows += marks.words(lines, gutter - 8, y + high / 2, "end", middle=True)
            rows += self._row(one, scale, gutter, right, y + high / 2)
            y += high
        for value in scale.ticks:
            x = gutter + scale.at(value) * (right - gutter)
            body += marks.line(x, 0, x, y, marks.data("grid"))
        high, feet = axis.foot(self.axis, scale, Box(gutter, 0, right, y))
        return Drawing(height=y + high, body=body + feet + rows)

    def _row(self, one: Range, scale: Scale, left: float, right: float, y: float) -> str:
        """One row: the span, the point in it, and its value."""
        role = marks.role(one.role)
        places = {
            name: left + scale.at(value) * (right - left)
            for name in ("low", "high", "value")
            if self._drawable(value := getattr(one, name))
        }
        if not places:
            return marks.words(
                own.current().not_known, left + 4, y, attributes=marks.data("value"), middle=True
            )
        tooltip = f"{one.name}: {self._description(one)}"
        body = ""
        first, last = min(places.values()), max(places.values())
        if "low" in places and "high" in places:
            span = Box(places["low"], y - 2.5, places["high"], y + 2.5)
            body += marks.rect(span, role + marks.data("span"), tooltip, radius=2.5)
        if "value" in places:
            body += marks.shape("circle", places["value"], y, 5, role + marks.data("mark"), tooltip)
            first, last = min(first, places["value"] - 5), max(last, places["value"] + 5)
            shown = text.shorten(bars.value_text(one.value, self.axis.unit), 0.4 * WIDTH)
            wide = text.width(shown) + 6
            if last + wide <= WIDTH:
                body += marks.words(shown, last + 6, y, attributes=marks.data("value"), middle=True)
            elif first - wide >= left:
                body += marks.words(shown, first - 6, y, "end", marks.data("value"), middle=True)
        return body

    def _description(self, one: Range) -> str:
        span = [
            bars.value_text(v, self.axis.unit) for v in (one.low, one.high) if self._drawable(v)
        ]
        point = [bars.value_text(one.value, self.axis.unit)] if self._drawable(one.value) else []
        if len(span) == 2:
            span = [own.current().span.format(low=span[0], high=span[1])]
        return ", ".join(point + span)

    def _drawable(self, value: Amount) -> TypeGuard[float]:
        return drawable(value, log=self.axis.log)

    def numbers(self) -> Table:
        """A row for each range, without columns that would be empty."""
        columns = [
            name
            for name in ("low", "value", "high")
            if any(getattr(one, name) is not NO_SPAN for one in self.ranges)
        ]
        said = own.current()
        label = {"low": said.column_from, "value": self.axis.label, "high": said.column_to}
        one_value = Unknown(said.only_one_value)

        def amount(one: Range, column: str) -> Amount:
            value: Amount = getattr(one, column)
            return one_value if value is NO_SPAN else value

        return Table(
            head=(said.column_name, *(label[name] for name in columns)),
            rows=tuple(
                (
                    one.name,
                    *(Cell(value=amount(one, name), unit=self.axis.unit) for name in columns),
                )
                for one in self.ranges
            ),
        )


def _values(one: Range) -> tuple[Amount, ...]:
    return (one.low, one.high, one.value)
