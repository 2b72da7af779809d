"""`Plot`: a result that is a table, drawn below it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, override

from calc import words as own
from calc.chart.axis import Axis
from calc.chart.figure import Chart
from calc.chart.values import Amount
from calc.form import show
from calc.form.sentences import either
from calc.form.table import Result, RowsDrawn
from calc.units import Unknown


@dataclass(frozen=True, init=False)
class Plot(RowsDrawn):
    """A figure of a table's columns: `Plot("lines", x="month", y=("interest", "principal"))`.

    Lines and scatter take numbers for `x`. Bars take one `y`; their names, like those of a stack's
    bars, are what `x` shows.
    """

    kind: str
    x: str
    y: tuple[str, ...]

    def __init__(
        self,
        kind: Literal["lines", "scatter", "bars", "stack"],
        *,
        x: str,
        y: str | tuple[str, ...],
    ) -> None:
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", (y,) if isinstance(y, str) else tuple(y))

    @override
    def fault(self, columns: Mapping[str, Result]) -> str:
        if self.kind not in KINDS:
            return f"has a plot of the kind “{self.kind}”; use {either([*KINDS])}"
        for name in (self.x, *self.y):
            if name not in columns:
                return f"plots {name}, which is not a column; use {either([*columns])}"
        numeric = (*self.y, self.x) if self.kind in ("lines", "scatter") else self.y
        for name in numeric:
            if columns[name].kind != "number":
                return f"plots {name}, which is not a number; use a column of numbers"
        if not self.y or (self.kind == "bars" and len(self.y) > 1):
            return "plots bars of several columns or of none; use one column as y"
        if len({columns[name].unit for name in self.y}) > 1:
            return "plots columns of different units; use columns of one unit"
        return ""

    @override
    def drawn(self, table: Result, rows: Sequence[Any]) -> Chart:
        x, ys = table.columns[self.x], [table.columns[name] for name in self.y]
        words: Words = {
            "listed": True,
            "title": table.label,
            "description": own.current().columns_by.format(
                columns=", ".join(y.label for y in ys), column=x.label
            ),
        }
        return KINDS[self.kind](words, x, ys, rows)


type Words = dict[str, Any]
"""The title and the description of a figure, which has its numbers in the table beside it."""


def _lines(words: Words, x: Result, ys: Sequence[Result], rows: Sequence[Any]) -> Chart:
    from calc.chart.lines import Lines  # a page loads only the kinds that it shows

    return Lines(**words, **_series(x, ys, rows))


def _scatter(words: Words, x: Result, ys: Sequence[Result], rows: Sequence[Any]) -> Chart:
    from calc.chart.scatter import Scatter

    return Scatter(**words, **_series(x, ys, rows))


def _bars(words: Words, x: Result, ys: Sequence[Result], rows: Sequence[Any]) -> Chart:
    from calc.chart.bars import Bar, Bars

    bars = (Bar(name=_name(row, x), value=_amount(row, ys[0])) for row in rows)
    return Bars(**words, axis=_axis(ys), bars=tuple(bars))


def _stack(words: Words, x: Result, ys: Sequence[Result], rows: Sequence[Any]) -> Chart:
    from calc.chart.stack import Stack, Whole

    wholes = (Whole(name=_name(row, x), values=tuple(_amount(row, y) for y in ys)) for row in rows)
    parts = tuple(y.label for y in ys)
    return Stack(**words, axis=_axis(ys), parts=parts, wholes=tuple(wholes))


KINDS: dict[str, Callable[[Words, Result, Sequence[Result], Sequence[Any]], Chart]] = {
    "lines": _lines,
    "scatter": _scatter,
    "bars": _bars,
    "stack": _stack,
}


def _series(x: Result, ys: Sequence[Result], rows: Sequence[Any]) -> dict[str, Any]:
    """Both axes, and a series for each column."""
    from calc.chart.plot import Point, Series

    series = tuple(
        Series(
            name=y.label,
            points=tuple(Point(x=_amount(row, x), y=_amount(row, y)) for row in rows),
        )
        for y in ys
    )
    return {"x": Axis(label=x.label, unit=x.unit), "y": _axis(ys), "series": series}


def _axis(ys: Sequence[Result]) -> Axis:
    return Axis(label=", ".join(y.label for y in ys), unit=ys[0].unit)


def _amount(row: Any, column: Result) -> Amount:
    value: Amount | None = getattr(row, column.name)
    return Unknown(own.current().no_value) if value is None else value


def _name(row: Any, column: Result) -> str:
    value = getattr(row, column.name)
    return "?" if isinstance(value, Unknown) else show.text(value, column)
