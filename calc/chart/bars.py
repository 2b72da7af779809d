"""Bars from zero, each between its name and its value.

There are no logarithmic bars: their length would mean nothing. `ranges` has log axes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from calc import words as own
from calc.chart import marks, text
from calc.chart.axis import Axis
from calc.chart.figure import WIDTH, Cell, Chart, Drawing, Table
from calc.chart.geometry import Box
from calc.chart.values import Amount, drawable
from calc.form import display

MAX_NAMES_WIDTH = 0.4 * WIDTH
"""Longer names are broken into two lines and then shortened."""
_GAP = 8.0


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar."""

    name: str
    value: Amount
    role: str = "other"


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """A chart of bars."""

    axis: Axis
    bars: tuple[Bar, ...]
    items: ClassVar[str] = "bars"

    def draw(self, key: str) -> Drawing:
        values = [float(bar.value) for bar in self.bars if drawable(bar.value)]
        if not self.bars:
            return Drawing(height=0, body="")
        gutter, names = names_column([bar.name for bar in self.bars])
        low, high = min([0.0, *values]), max([0.0, *values])
        high = high if low < high else 1.0
        shown = [_short_text(bar, self.axis.unit) for bar in self.bars]
        after = max(map(text.width, shown)) + _GAP
        unit = (WIDTH - gutter - after) / (high - low)
        zero = gutter - low * unit
        title = text.wrap(self.axis.title, WIDTH, 2)
        body = marks.words(title, 0, 12, attributes=marks.data("axis"))
        y = top = text.LINE * len(title) + 4
        for bar, lines, words in zip(self.bars, names, shown, strict=True):
            high_row = max(22.0, text.LINE * len(lines) + 6)
            middle = y + high_row / 2
            end = zero + (float(bar.value) * unit if drawable(bar.value) else 0)
            body += marks.words(lines, gutter - _GAP, middle, "end", middle=True)
            box = Box(min(zero, end), middle - 6, max(zero, end), middle + 6)
            body += marks.rect(
                box, marks.role(bar.role) + marks.data("bar"), f"{bar.name}: {words}"
            )
            fits = end < zero and end - 6 - text.width(words) >= gutter
            side, at = ("end", end - 6) if fits else ("start", max(zero, end) + 6)
            body += marks.words(words, at, middle, side, marks.data("value"), middle=True)
            y += high_row
        body += marks.line(zero, top, zero, y, marks.data("base"))
        return Drawing(height=y + 4, body=body)

    def numbers(self) -> Table:
        return Table(
            head=(own.current().column_name, self.axis.label),
            rows=tuple((b.name, Cell(value=b.value, unit=self.axis.unit)) for b in self.bars),
        )


def _short_text(bar: Bar, unit: str) -> str:
    return text.shorten(value_text(bar.value, unit), 0.45 * WIDTH)


def value_text(value: Amount, unit: str) -> str:
    """The text beside a mark: the value without its unit, which the axis names."""
    if not drawable(value):
        return own.current().not_known
    return display.quantity(value, unit).removesuffix(f" {own.current().unit(unit)}")


def names_column(names: Sequence[str]) -> tuple[float, list[tuple[str, ...]]]:
    """The width of a column of names with the gap after it, and the lines of each name."""
    lines = [text.wrap(name, MAX_NAMES_WIDTH, 2) for name in names]
    return max(map(text.widest, lines), default=0.0) + _GAP, lines
