"""Maverick, the larger model, had the smaller corpus and fewer GPU-hours."""

from calc.analysis.figures.measured_in_scouts import ratio
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars


def chart() -> Bars:
    """Maverick's published figures as shares of Scout's."""
    fields = (("total", "Parameters"), ("tokens", "Training tokens"), ("gpu_hours", "GPU-hours"))
    return Bars(
        title="Maverick: nearly four times the size, half the tokens, half the hours",
        description="Maverick's parameters, training tokens and GPU-hours, each divided by "
        "Scout's, as Meta states them. The first bar is Scout.",
        axis=Axis(label="Times Scout's", unit="ratio"),
        bars=(
            Bar(name="Scout", value=1.0, role="scout"),
            *(Bar(name=name, value=ratio(field), role="maverick") for field, name in fields),
        ),
    )
