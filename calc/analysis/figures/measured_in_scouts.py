"""All of Maverick's figures as shares of Scout's."""

from calc.analysis import published
from calc.chart.axis import Axis
from calc.chart.ranges import Range, Ranges

FIELDS = {
    "total": "Parameters",
    "active": "Active parameters",
    "routed_experts": "Routed experts",
    "tokens": "Training tokens",
    "gpu_hours": "GPU-hours",
    "context": "Context",
}
"""In the order of the pages."""


def chart() -> Ranges:
    """A line for each figure, from Scout's, which is 1, to Maverick's."""
    return Ranges(
        title="Nearly four Scouts in size, half a Scout in cost, a tenth in context",
        description="Each of Maverick's figures divided by Scout's, as Meta states them. Each line "
        "begins at Scout, which is 1, and ends with a point at Maverick.",
        axis=Axis(label="Times Scout's", unit="ratio", log=True, covers=(0.08, 30.0)),
        ranges=tuple(_range(name, ratio(field)) for field, name in FIELDS.items()),
    )


def ratio(field: str) -> float:
    """Maverick's published figure divided by Scout's."""
    above, below = published.value("maverick", field), published.value("scout", field)
    assert isinstance(above, int | float)
    assert isinstance(below, int | float)
    return above / below


def _range(name: str, value: float) -> Range:
    return Range(name=name, low=min(value, 1.0), high=max(value, 1.0), value=value, role="maverick")
