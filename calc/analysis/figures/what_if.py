"""GPU-hours that each model would have taken on another corpus."""

from calc.analysis import published
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.form import numbers, registry
from calc.units import Unknown

BEHEMOTH_TOKENS = 30 * 10**12
"""Meta's figure for the mixture of the whole family; none is published for Behemoth."""


def chart() -> Bars:
    """Published hours, and the hours at the same speed on another corpus."""
    return Bars(
        title="What if: published hours, and hours on another corpus",
        description="GPU-hours as published, and as each model's own speed implies for another "
        "corpus. For Behemoth neither corpus nor hours are published; its speed is.",
        axis=Axis(label="GPU time", unit="GPU-hours"),
        bars=(
            Bar(name=_named("Scout", "scout"), value=_published("scout"), role="scout"),
            Bar(
                name=f"Scout on {_corpus('maverick')}", value=_on("scout", "maverick"), role="scout"
            ),
            Bar(name=_named("Maverick", "maverick"), value=_published("maverick"), role="maverick"),
            Bar(
                name=f"Maverick on {_corpus('scout')}",
                value=_on("maverick", "scout"),
                role="maverick",
            ),
            Bar(name=_named("DeepSeek-V3", "deepseek-v3"), value=_published("deepseek-v3")),
            Bar(
                name=_named("Llama 3.1 405B", "llama-3.1-405b"), value=_published("llama-3.1-405b")
            ),
            Bar(
                name=f"Behemoth on {numbers.canonical(BEHEMOTH_TOKENS)}",
                value=_hours("behemoth", BEHEMOTH_TOKENS),
                role="behemoth",
            ),
        ),
    )


def _named(name: str, key: str) -> str:
    return f"{name}, {_corpus(key)}, published"


def _corpus(key: str) -> str:
    tokens = _published(key, "tokens")
    return tokens.reason if isinstance(tokens, Unknown) else numbers.canonical(tokens)


def _published(key: str, field: str = "gpu_hours") -> float | Unknown:
    value = published.value(key, field)
    assert not isinstance(value, str)
    return value


def _on(key: str, other: str) -> float | Unknown:
    tokens = _published(other, "tokens")
    return tokens if isinstance(tokens, Unknown) else _hours(key, int(tokens))


def _hours(key: str, tokens: int) -> float | Unknown:
    """GPU-hours on that corpus, at the speed of the model's own run."""
    hours: float | Unknown = registry.find("training_run")(model=key, tokens=tokens).gpu_hours
    return hours
