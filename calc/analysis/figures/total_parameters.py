"""The components of the analysed models."""

from calc.analysis.figures import _parts
from calc.chart.stack import Stack
from calc.llm import parameters
from calc.llm.models import (
    DEEPSEEK_MOE_16B,
    DEEPSEEK_V3,
    MAVERICK,
    MIXTRAL_8X7B,
    MIXTRAL_8X22B,
    SCOUT,
)

MODELS = (SCOUT, MAVERICK, DEEPSEEK_V3, DEEPSEEK_MOE_16B, MIXTRAL_8X7B, MIXTRAL_8X22B)
"""Mixtures of experts whose layers are published."""


def chart() -> Stack:
    """Total parameters by component."""
    return _parts.stack(
        "Routed experts make up most of every model",
        "All parameters of the text model by component, as shares. Behemoth is missing: its layers "
        "are not published.",
        MODELS,
        parameters.breakdown,
    )
