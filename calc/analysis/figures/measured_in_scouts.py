"""The three oddities at once: Maverick's figures as shares of Scout's, on both sides of one."""

from calc.analysis import published
from calc.chart.axis import Axis
from calc.chart.ranges import Range, Ranges

FIELDS = {
    "total": "Parameters",
    "active": "Active parameters",
    "routed_experts": "Routed experts",
    "tokens": "Corpus",
    "gpu_hours": "GPU-hours",
    "context": "Context",
}
"""In the order in which the pages come to them."""


def chart() -> Ranges:
    """A line from Scout's figure, which is one, to Maverick's."""
    return Ranges(
        title="Maverick, measured in Scouts",
        description="Each of Maverick's figures divided by Scout's, as Meta states them. Each line "
        "begins at Scout, which is 1, and ends with a point at Maverick.",
        axis=Axis(label="Times Scout's", unit="ratio", log=True, covers=(0.08, 30.0)),
        ranges=tuple(_range(name, ratio(field)) for field, name in FIELDS.items()),
    )


def ratio(field: str) -> float:
    """What Maverick has for each that Scout has."""
    above, below = published.value("maverick", field), published.value("scout", field)
    assert isinstance(above, int | float)
    assert isinstance(below, int | float)
    return above / below


def _range(name: str, value: float) -> Range:
    return Range(name=name, low=min(value, 1.0), high=max(value, 1.0), value=value, role="maverick")
