"""Charts as SVG, the same at build time and in the browser; the standard library only.

    figure     Chart, the base class, and svg, table, figure: any chart as markup
    axis       Axis
    plot       Point, Series, and the axes of scatter and lines
    bars       Bars of Bar           lengths from zero
    stack      Stack of Whole        wholes and their parts
    ranges     Ranges of Range       spans with a point, linear or log
    scatter    Scatter of Series     points on two axes, linear or log
    lines      Lines of Series       lines on two axes, linear or log
    scenarios  combine               several scenarios in one chart

A page loads only the kinds that it shows. What they are made of: `text` (the width of words),
`marks` (SVG elements), `ticks` and `tick` (round values, and how they are written), `labels` and
`places` (names that do not overlap), `legend`, `texture`, `geometry`, `values`.

`Plot` marks a result that is a table, to be drawn below it: `of_table`.

To add a kind, subclass `Chart` with `draw` and `numbers`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from calc.chart.figure import Chart, figure, svg, table

if TYPE_CHECKING:
    from calc.chart.of_table import Plot

__all__ = ["Chart", "Plot", "figure", "svg", "table"]


def __getattr__(name: str) -> Any:
    """`Plot`, which is loaded only with calculators that have a table."""
    if name != "Plot":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.of_table").Plot
