"""What Behemoth would take, on a scale that it needs."""

from calc.analysis.figures import what_if
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.form import numbers

TOKENS = 30 * 10**12
"""Meta's figure for the mixture of the whole family; none is published for Behemoth."""


def chart() -> Bars:
    """Behemoth beside the largest runs whose hours are published, and Scout for the scale."""
    return Bars(
        title="Behemoth would need more than Llama 3.1 405B took",
        description="GPU-hours as published; for Behemoth as its published speed implies. Scout "
        "gives the scale.",
        axis=Axis(label="GPU time", unit="GPU-hours"),
        bars=(
            Bar(name=what_if.named("Scout", "scout"), value=what_if.stated("scout"), role="scout"),
            Bar(
                name=what_if.named("DeepSeek-V3", "deepseek-v3"),
                value=what_if.stated("deepseek-v3"),
            ),
            Bar(
                name=what_if.named("Llama 3.1 405B", "llama-3.1-405b"),
                value=what_if.stated("llama-3.1-405b"),
            ),
            Bar(
                name=f"Behemoth on {numbers.canonical(TOKENS)}",
                value=what_if.hours("behemoth", TOKENS),
                role="behemoth",
            ),
        ),
    )
