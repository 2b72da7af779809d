"""GPU-hours that each model would have taken on another corpus."""

from calc.analysis import published
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.form import numbers, registry
from calc.units import Unknown


def chart() -> Bars:
    """Published hours, and the hours at the same speed on the sibling's corpus."""
    return Bars(
        title="On either corpus, Maverick costs less than Scout",
        description="GPU-hours as published, and as each model's published speed implies for the "
        "other's corpus.",
        axis=Axis(label="GPU time", unit="GPU-hours"),
        bars=(
            Bar(name=named("Scout", "scout"), value=stated("scout"), role="scout"),
            Bar(name=named("Maverick", "maverick"), value=stated("maverick"), role="maverick"),
            Bar(
                name=f"Maverick on {_corpus('scout')}",
                value=on_corpus("maverick", "scout"),
                role="maverick",
            ),
            Bar(
                name=f"Scout on {_corpus('maverick')}",
                value=on_corpus("scout", "maverick"),
                role="scout",
            ),
        ),
    )


def named(name: str, key: str) -> str:
    return f"{name}, {_corpus(key)}, published"


def _corpus(key: str) -> str:
    tokens = stated(key, "tokens")
    return tokens.reason if isinstance(tokens, Unknown) else numbers.canonical(tokens)


def stated(key: str, field: str = "gpu_hours") -> float | Unknown:
    value = published.value(key, field)
    assert not isinstance(value, str)
    return value


def on_corpus(key: str, other: str) -> float | Unknown:
    tokens = stated(other, "tokens")
    return tokens if isinstance(tokens, Unknown) else hours(key, int(tokens))


def hours(key: str, tokens: int) -> float | Unknown:
    """GPU-hours on that corpus, at the speed of the model's own run."""
    found: float | Unknown = registry.find("training_run")(model=key, tokens=tokens).gpu_hours
    return found
