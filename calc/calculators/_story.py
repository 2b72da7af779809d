"""The models and accelerators that the forms offer, and what each brings along."""

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


def _tokens(model: Model) -> Tokens | Unknown:
    value = published.value(model.key, "tokens")
    return int(value) if isinstance(value, int | float) else Unknown(str(value))


def _accelerator(model: Model) -> Accelerator:
    key = published.value(model.key, "accelerator")
    return hardware.ACCELERATORS.get(str(key), hardware.H100_SXM)


def _mfu(model: Model) -> Fraction | Unknown:
    peak = hardware.peak(_accelerator(model), "bf16")
    stated = published.PUBLISHED[model.key]
    hours, corpus = stated["gpu_hours"].value, _tokens(model)
    share: float | Unknown
    if isinstance(hours, int | float) and not isinstance(corpus, Unknown):
        share = training.mfu(flops.training(model, corpus), hours, peak)
    elif "flops_per_gpu" in stated and isinstance(stated["flops_per_gpu"].value, int | float):
        share = stated["flops_per_gpu"].value / peak
    else:
        return hours if isinstance(hours, Unknown) else Unknown(str(corpus))
    return share if isinstance(share, Unknown) else round(share, 4)


TOKENS: Tokens = of("model", _tokens)
"""The published corpus of the chosen model."""
ACCELERATOR: Accelerator = of("model", _accelerator)
"""What the chosen model was trained on; the H100 of the analysis where that is not published."""
MFU: Fraction = of("model", _mfu)
"""What the published hours of the chosen model imply, else its published speed; to 0.01 %."""
