"""A chart in a page: a drawing with its description, and a table of its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self, override

from calc import words
from calc.chart import marks, scenarios
from calc.chart.values import Amount
from calc.form import display
from calc.form.drawn import Drawn
from calc.form.markup import escape
from calc.form.memo import memo
from calc.units import Unknown

WIDTH = 336.0
"""The width of every viewBox, that of a figure on a phone: a unit is about a pixel there."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A number in a table."""

    value: Amount
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """The numbers of a chart; the first cell of each row is its header."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """The contents of the svg element."""

    height: float
    body: str


@dataclass(frozen=True, kw_only=True)
class Chart(Drawn):
    """The base class of all kinds of chart."""

    title: str
    description: str
    """One or two sentences on what the figure shows, also for people who cannot see it."""
    listed: bool = False
    """Whether the page has its numbers in a table beside it."""
    items: ClassVar[str]
    """The name of the field that scenarios add bars, lines or points to; "" if each scenario is a
    figure of its own."""

    def draw(self, key: str) -> Drawing:
        """The drawing. All ids in it begin with `key`, which is escaped."""
        raise NotImplementedError

    def numbers(self) -> Table:
        """The numbers of the drawing as a table."""
        raise NotImplementedError

    @override
    def markup(self, key: str) -> str:
        return figure(self, key)

    @override
    def with_scenarios(self, pinned: Sequence[tuple[str, Self]]) -> list[Self]:
        """One chart with the items of all scenarios; without `items` a chart for each scenario."""
        if self.items:
            return [scenarios.combine(self, self.items, pinned)]
        others = [(name, chart) for name, chart in pinned if chart != self]
        return [self, *(replace(one, title=f"{one.title}, {name}") for name, one in others)]


def svg(chart: Chart, key: str = "chart") -> str:
    """The drawing with its title and description; `key` begins every id in it."""
    return _svg(chart, escape(key))


def _svg(chart: Chart, key: str) -> str:
    drawing = chart.draw(key)
    body = drawing.body or marks.words(words.current().nothing_drawn, 0, 20)
    height = marks.number(max(drawing.height, 28))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {marks.number(WIDTH)} {height}"'
        f' role="img" aria-labelledby="{key}-title {key}-desc" font-family="sans-serif"'
        f' font-size="13" fill="currentColor"><title id="{key}-title">{escape(chart.title)}</title>'
        f'<desc id="{key}-desc">{escape(chart.description)}</desc>{body}</svg>'
    )


def table(chart: Chart) -> str:
    """The numbers as a table.

    Its empty `class` keeps the script of Material from wrapping it, which would make the page
    differ from an answer.
    """
    return _table(chart, chart.numbers())


def _table(chart: Chart, numbers: Table) -> str:
    if not numbers.rows:
        return f"<p>{words.current().nothing_drawn}</p>"
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
        unknown = words.current().unknown_because.format(reason=escape(cell.value.reason))
        return f"<span data-unknown>{unknown}</span>"
    shown = escape(display.quantity(cell.value, cell.unit))
    return f'<data value="{cell.value!r}">{shown}</data>'


def figure(chart: Chart, key: str) -> str:
    """Caption, drawing, and the numbers to unfold; `key` is the id of the figure."""
    return _figure(
        chart, key, repr(chart)
    )  # the repr, because 1 and 1.0 are equal but shown differently


@memo(8, in_builds=200)  # many inputs leave a chart as it is
def _figure(chart: Chart, key: str, _: str) -> str:
    key, kind = escape(key), type(chart).__name__.lower()
    return (
        f'<figure id="{key}" data-chart="{kind}">'
        f"<figcaption><strong>{escape(chart.title)}</strong> {escape(chart.description)}"
        f"</figcaption>{_svg(chart, key)} {'' if chart.listed else _unfold(chart)}</figure>"
    )


def _unfold(chart: Chart) -> str:
    """The numbers, to unfold; "" if there are none."""
    numbers = chart.numbers()
    if not numbers.rows:
        return ""
    said = words.current()
    return (
        f'<details><summary>{said.the_numbers}</summary><div data-scroll role="group" tabindex="0"'
        f' aria-label="{said.numbers_of.format(title=escape(chart.title))}">'
        f"{_table(chart, numbers)}</div></details>"
    )
