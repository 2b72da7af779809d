"""For the authors' page about charts: wholes and their parts."""

from calc.chart.axis import Axis
from calc.chart.stack import Stack, Whole


def chart() -> Stack:
    """What is in a cup."""
    return Stack(
        title="What is in a cup",
        description="A cappuccino is two thirds milk.",
        axis=Axis(label="Volume", unit="ml"),
        parts=("Coffee", "Milk"),
        wholes=(
            Whole(name="Espresso", values=(30, 0)),
            Whole(name="Macchiato", values=(30, 15)),
            Whole(name="Cappuccino", values=(60, 120)),
        ),
    )
