"""Charts as SVG, drawn alike at build time and in the browser; the standard library only.

    figure     Chart, and svg, table, figure: any chart as markup
    axis       Axis
    plot       Point, Series
    bars       Bars of Bar           lengths from zero
    stack      Stack of Whole        what wholes are made of
    ranges     Ranges of Range       spans with a point, linear or log
    scatter    Scatter of Series     points on two axes, linear or log
    lines      Lines of Series       lines on two axes, linear or log
    layers     Layers of Group of Layer; blocks: mixer.Mixer, feedforward.Dense and Experts
    scenarios  together              several scenarios in one chart

A page loads the kinds that it shows. Below them: `text` (how wide words are), `marks` (SVG
elements), `ticks` and `tick` (round values and how they are written), `labels` and `places`
(names that keep apart), `legend`, `texture`, `geometry`.
"""

from calc.chart.figure import Chart, figure, svg, table

__all__ = ["Chart", "figure", "svg", "table"]
