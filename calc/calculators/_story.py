"""The models and accelerators that the forms offer, and what each brings along."""

from collections.abc import Callable
from typing import Any

from calc.form.markers import Preset, of
from calc.llm import architecture, flops, hardware, models, published, training
from calc.llm.architecture import Announced, Model
from calc.llm.hardware import Accelerator
from calc.units import Fraction, Tokens, Unknown

MODELS = Preset(*models.STORY)
EXPERT_MODELS = Preset(*(model for model in models.STORY if model is not models.LLAMA_3_1_405B))
ACCELERATORS = Preset(*hardware.ACCELERATORS.values())


def shape(figure: str) -> int:
    """A default: one of the seven figures of the chosen model's shape."""

    def value(model: Model) -> Any:
        if not isinstance(model, Announced):
            return getattr(architecture.moe_shape(model), figure)
        if figure == "routed_experts":
            return model.routed_experts
        return Unknown(f"The layers of {model.name} are not published.")

    start: int = of("model", value)
    return start


def reshaped(model: Model, **figures: int) -> Model:
    """The model with those figures; one that is only announced stays as it is announced.

    Raises ShapeError for what no model can have, Unpublished for a change to an announced one.
    """
    if isinstance(model, Announced):
        given = {n: v for n, v in figures.items() if not isinstance(v, Unknown)}
        if given == {"routed_experts": model.routed_experts}:
            return model
    return architecture.reshape(model, **figures)


def stated(field: str) -> Callable[[Model], Any]:
    """What the chosen model's maker states, Unknown where it states nothing."""
    return lambda model: published.value(model.key, field)


def tokens(model: Model) -> Tokens | Unknown:
    """The published corpus, whole tokens."""
    value = published.value(model.key, "tokens")
    return value if isinstance(value, Unknown) else int(value)


def accelerator(model: Model) -> Accelerator:
    """What it was trained on; the H100 of the analysis where that is not published."""
    key = published.value(model.key, "accelerator")
    return hardware.ACCELERATORS.get(str(key), hardware.H100_SXM)


def mfu(model: Model) -> Fraction | Unknown:
    """The MFU that the published hours imply, or the published speed; to 0.01 %."""
    peak = hardware.peak(accelerator(model), "bf16")
    hours = published.value(model.key, "gpu_hours")
    if isinstance(hours, Unknown):
        speed = published.PUBLISHED[model.key].get("flops_per_gpu")
        share = speed.value / peak if speed else hours
    else:
        share = training.mfu(flops.training(model, tokens(model)), hours, peak)
    return share if isinstance(share, Unknown) else round(share, 4)
