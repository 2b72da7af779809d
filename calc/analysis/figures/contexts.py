"""How far the context that is offered exceeds the context of training."""

from calc.analysis import published
from calc.chart.axis import Axis
from calc.chart.ranges import Range, Ranges
from calc.llm import models
from calc.units import Unknown

TRAINING_CONTEXTS = {
    "scout": "training_context",
    "maverick": "base_context",
    "deepseek-v3": "training_context",
    "deepseek-v2": "training_context",
    "llama-3.1-405b": "training_context",
    "gpt-oss-120b": "training_context",
}
"""The field where each line begins. For Maverick only the base model's context is published."""

NAMES = {
    "deepseek-v2": "DeepSeek-V2",
    "gpt-oss-120b": "gpt-oss-120b",
    **{model.key: model.name for model in models.MODELS},
}


def chart() -> Ranges:
    """A line for each model, from the context of pre-training to the one that is offered."""
    return Ranges(
        title="Scout is stretched furthest beyond the length it was trained at",
        description="Each line runs from the context of pre-training (for Maverick, of the base "
        "model) to the context that the maker offers.",
        axis=Axis(label="Context offered", unit="tokens", log=True, covers=(3 * 10**8,)),
        ranges=tuple(_range(key, field) for key, field in TRAINING_CONTEXTS.items()),
    )


def _range(key: str, field: str) -> Range:
    trained, offered = _known(key, field), _known(key, "context")
    role = key if key in ("scout", "maverick") else "other"
    return Range(name=NAMES[key], low=trained, high=offered, value=offered, role=role)


def _known(key: str, field: str) -> float | Unknown:
    value = published.value(key, field)
    assert not isinstance(value, str)
    return value
