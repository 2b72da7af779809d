"""For the authors' page about charts: points."""

from calc.chart.axis import Axis
from calc.chart.plot import Point, Series
from calc.chart.scatter import Scatter


def chart() -> Scatter:
    """Weight and price of coffee machines."""
    machines = {"Small": (4, 120), "Middle": (9, 450), "Large": (30, 2400)}
    return Scatter(
        title="Weight and price of coffee machines",
        description="Heavier machines cost more.",
        x=Axis(label="Weight", unit="kg", log=True),
        y=Axis(label="Price", unit="EUR", log=True),
        series=(
            Series(
                name="Machines",
                points=tuple(
                    Point(x=weight, y=price, name=name, labelled=True)
                    for name, (weight, price) in machines.items()
                ),
            ),
        ),
    )
