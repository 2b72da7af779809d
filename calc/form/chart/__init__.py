"""Charts as SVG, drawn alike at build time and in the browser; the standard library only.

    figure     Chart, and svg, table, figure: any chart as markup
    plot       Axis, Point, Series
    bars       Bars of Bar           lengths from zero
    stack      Stack of Whole        what wholes are made of
    ranges     Ranges of Range       spans with a point, linear or log
    scatter    Scatter of Series     points on two axes, linear or log
    lines      Lines of Series       lines on two axes, linear or log
    layers     Layers of Group       the layers of a model, drawn
    scenarios  together              several scenarios in one chart

A page loads the kinds it shows. Below them: `text` (how wide words are), `marks` (SVG elements),
`ticks` (round values), `labels` (names that keep apart), `legend`.
"""

from calc.form.chart.figure import Chart, figure, svg, table

__all__ = ["Chart", "figure", "svg", "table"]
