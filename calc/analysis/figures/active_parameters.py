"""How Scout and Maverick come to the same number of active parameters."""

from calc.analysis.figures import _parts
from calc.chart.stack import Stack
from calc.llm import parameters
from calc.llm.models import MAVERICK, SCOUT


def chart() -> Stack:
    """Active parameters by component."""
    return _parts.stack(
        "What one token uses",
        "Active parameters by component. What Scout has as experts in every layer, Maverick has "
        "as experts in one half of its layers and as dense blocks in the other.",
        (SCOUT, MAVERICK),
        parameters.active_breakdown,
    )
