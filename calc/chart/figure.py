"""A chart in a page: the drawing, what it shows in words, and its numbers in a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self, override

from calc.chart import marks, scenarios
from calc.chart.values import Amount
from calc.form import display
from calc.form.drawn import Drawn
from calc.form.markup import escape
from calc.form.memo import memo
from calc.units import Unknown

WIDTH = 336.0
"""Of every viewBox: what a phone 360 px wide has for a figure, so that a unit is about a pixel."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A number in a table."""

    value: Amount
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The numbers of a chart; the first cell of a row says what the row is about."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What stands inside the svg element."""

    height: float
    body: str


@dataclass(frozen=True, kw_only=True)
class Chart(Drawn):
    """What every kind of chart has. A result of this type is shown as a figure."""

    title: str
    description: str
    """One or two sentences that say what the figure shows, for those who do not see it too."""
    items: ClassVar[str]
    """The field that holds what scenarios differ in; "" where each is drawn apart."""

    def draw(self, key: str) -> Drawing:
        """Ids in the drawing begin with `key`, which is escaped."""
        raise NotImplementedError

    def numbers(self) -> Table:
        raise NotImplementedError

    @override
    def markup(self, key: str) -> str:
        return figure(self, key)

    @override
    def beside(self, pinned: Sequence[tuple[str, Self]]) -> list[Self]:
        """All in one chart where its items have names, else one chart below the other."""
        if self.items:
            return [scenarios.combine(self, self.items, pinned)]
        others = [(name, chart) for name, chart in pinned if chart != self]
        return [self, *(replace(one, title=f"{one.title}, {name}") for name, one in others)]


NOTHING = "There is nothing to draw yet."


def svg(chart: Chart, key: str = "chart") -> str:
    """The drawing alone, with its title and description; `key` begins every id in it."""
    return _svg(chart, escape(key))


def _svg(chart: Chart, key: str) -> str:
    drawing = chart.draw(key)
    body = drawing.body or marks.words(NOTHING, 0, 20)
    height = marks.number(max(drawing.height, 28))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {marks.number(WIDTH)} {height}"'
        f' role="img" aria-labelledby="{key}-title {key}-desc" font-family="sans-serif"'
        f' font-size="13" fill="currentColor"><title id="{key}-title">{escape(chart.title)}</title>'
        f'<desc id="{key}-desc">{escape(chart.description)}</desc>{body}</svg>'
    )


def table(chart: Chart) -> str:
    """The same numbers as a table.

    The empty `class` keeps Material from wrapping the table by script, which would make the
    page differ from what is put in its place.
    """
    return _table(chart, chart.numbers())


def _table(chart: Chart, numbers: Table) -> str:
    if not numbers.rows:
        return f"<p>{escape(NOTHING)}</p>"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in numbers.head)
    rows = "".join(
        f'<tr><th scope="row">{_cell(first)}</th>'
        + "".join(f"<td>{_cell(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in numbers.rows
    )
    return (
        f'<table class=""><caption>{escape(chart.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    if isinstance(cell.value, Unknown):
        return f"<span data-unknown>unknown: {escape(cell.value.reason)}</span>"
    shown = escape(display.quantity(cell.value, cell.unit))
    return f'<data value="{cell.value!r}">{shown}</data>'


def figure(chart: Chart, key: str) -> str:
    """Caption, drawing, and the numbers to unfold; `key` is the element's id."""
    return _figure(chart, key, repr(chart))  # 1 and 1.0 are equal and written differently


@memo(8, in_builds=200)  # a price, or who sets the pace, changes no line
def _figure(chart: Chart, key: str, _: str) -> str:
    key, kind = escape(key), type(chart).__name__.lower()
    numbers = chart.numbers()
    unfold = (
        f'<details><summary>The numbers</summary><div data-scroll role="group" tabindex="0"'
        f' aria-label="{escape(chart.title)}: the numbers">{_table(chart, numbers)}</div></details>'
    )
    return (
        f'<figure id="{key}" data-chart="{kind}">'
        f"<figcaption><strong>{escape(chart.title)}</strong> {escape(chart.description)}"
        f"</figcaption>{_svg(chart, key)} {unfold if numbers.rows else ''}</figure>"
    )
