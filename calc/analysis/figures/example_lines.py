"""For the authors' page about charts: lines."""

from calc.chart.axis import Axis
from calc.chart.lines import Lines
from calc.chart.plot import Point, Series


def chart() -> Lines:
    """How a cup cools down."""
    cups = {"Mug": 0.95, "Paper cup": 0.92}
    return Lines(
        title="How a cup cools down",
        description="A mug stays warm longer than a paper cup.",
        x=Axis(label="Minutes", unit="min"),
        y=Axis(label="Temperature", unit="°C"),
        series=tuple(
            Series(
                name=name,
                points=tuple(Point(x=minute, y=20 + 70 * keeps**minute) for minute in range(31)),
            )
            for name, keeps in cups.items()
        ),
    )
