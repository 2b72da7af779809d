"""For the authors' page about charts: spans."""

from calc.chart.axis import Axis
from calc.chart.ranges import Range, Ranges


def chart() -> Ranges:
    """How hot the water should be."""
    return Ranges(
        title="How hot the water should be",
        description="Each line is what people recommend; the point is what most take.",
        axis=Axis(label="Water", unit="°C"),
        ranges=(
            Range(name="Filter coffee", low=90, high=96, value=93),
            Range(name="Green tea", low=60, high=80, value=75),
        ),
    )
