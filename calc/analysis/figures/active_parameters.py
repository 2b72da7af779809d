"""How Scout and Maverick come to the same number of active parameters."""

from calc.analysis.figures import _parts
from calc.chart.stack import Stack
from calc.llm import parameters
from calc.llm.models import MAVERICK, SCOUT


def chart() -> Stack:
    """Active parameters by component."""
    return _parts.stack(
        "A token uses as much of both models",
        "Active parameters by component, as shares. Where Scout has experts in every layer, "
        "Maverick has them in every second layer and dense networks of the same width between.",
        (SCOUT, MAVERICK),
        parameters.active_breakdown,
    )
