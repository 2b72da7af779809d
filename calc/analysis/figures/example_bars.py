"""For the authors' page about charts: bars."""

from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars


def chart() -> Bars:
    """Caffeine in a cup."""
    return Bars(
        title="Caffeine in a cup",
        description="Filter coffee has most.",
        axis=Axis(label="Caffeine", unit="mg"),
        bars=(
            Bar(name="Filter coffee", value=95),
            Bar(name="Espresso", value=63),
            Bar(name="Black tea", value=47),
        ),
    )
