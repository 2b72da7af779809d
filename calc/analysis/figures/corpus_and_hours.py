"""Maverick, the larger model, had the smaller corpus and fewer GPU-hours."""

from calc.analysis.figures.measured_in_scouts import ratio
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars


def chart() -> Bars:
    """Maverick's published figures as shares of Scout's."""
    fields = (("total", "Parameters"), ("tokens", "Corpus"), ("gpu_hours", "GPU-hours"))
    return Bars(
        title="Larger, on less",
        description="Maverick's parameters, corpus and GPU-hours, each divided by Scout's, as Meta "
        "states them. The bar at 1 is Scout.",
        axis=Axis(label="Times Scout's", unit="ratio"),
        bars=(
            Bar(name="Scout", value=1.0, role="scout"),
            *(Bar(name=name, value=ratio(field), role="maverick") for field, name in fields),
        ),
    )
