"""The models and accelerators that the forms offer, and what each brings along."""

from collections.abc import Callable
from typing import Any, Literal

from calc.form.markers import Labels, Note, Preset, of
from calc.llm import architecture, flops, hardware, models, published, sources, training
from calc.llm.architecture import Announced, Model
from calc.llm.errors import Unpublished
from calc.llm.hardware import Accelerator
from calc.llm.units import Tokens
from calc.units import Fraction, Unknown

MODELS = Preset(*models.STORY, home=models)
EXPERT_MODELS = Preset(
    *(model for model in models.STORY if model is not models.LLAMA_3_1_405B), home=models
)
SHAPES = Note("Shapes are as published; Behemoth's is announced, not published.")
ACCELERATORS = Preset(*hardware.ACCELERATORS.values(), home=hardware)
PEAKS = Labels(bf16="BF16", fp8="FP8")
DENSE = Note("Without sparsity. An MFU is commonly stated against the BF16 peak.")

Stored = Literal["bf16", "fp8", "int4"]
"""How a number is kept in memory."""
STORED = Labels(bf16="BF16", fp8="FP8", int4="INT4")
BYTES: dict[Stored, float] = {"bf16": 2.0, "fp8": 1.0, "int4": 0.5}
"""Of one stored number; scales that quantised formats keep beside them are not in it."""


def role(key: str) -> str:
    """What colours a model of that key, the same in every chart and drawing."""
    return key if key in ("scout", "maverick", "behemoth") else "other"


def known[T](compute: Callable[[], T]) -> T | Unknown:
    """What is computed, or the sentence for why the model's maker leaves it open."""
    try:
        return compute()
    except Unpublished as error:
        return Unknown(str(error))


def reshaped(model: Model, **figures: int) -> Model:
    """The model with those figures; one that is only announced stays as it is announced.

    Raises ShapeError for what no model can have, Unpublished for a change to an announced one.
    """
    if isinstance(model, Announced):
        given = {n: v for n, v in figures.items() if not isinstance(v, Unknown)}
        if given == {"routed_experts": model.routed_experts}:
            return model
    return architecture.reshape(model, **figures)


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


def _stated(model: Model, *fields: str) -> float | Unknown:
    """The first of these figures that somebody published on; Unknown where it was left open."""
    for field in fields:
        figure = published.PUBLISHED[model.key].get(field)
        if figure and not isinstance(figure.value, str):
            return figure.value
    return Unknown(f"No source read states the {fields[0]} of {model.name}.")


def _cited(*fields: str) -> Callable[[Model], str]:
    """Where the first of these figures that is published is published."""

    def source(model: Model) -> str:
        for field in fields:
            figure = published.PUBLISHED[model.key].get(field)
            if figure and not isinstance(figure.value, Unknown):
                return cited(figure.source)
        return ""

    return source


def cited(key: str) -> str:
    """A source as a form has it: words, and an address where there is one."""
    source = sources.SOURCES[key]
    return source.title if isinstance(source.url, Unknown) else f"{source.title}, {source.url}"


def _whole(value: float | Unknown) -> int | Unknown:
    return value if isinstance(value, Unknown) else int(value)


def _accelerator(model: Model) -> Accelerator:
    key = published.value(model.key, "accelerator")
    return hardware.ACCELERATORS.get(str(key), hardware.H100_SXM)


def _mfu(model: Model) -> Fraction | Unknown:
    """MFU of the published hours, else of the published speed; to 0.01 %."""
    peak = hardware.peak(_accelerator(model), "bf16")
    hours, tokens = _stated(model, "gpu_hours"), _whole(_stated(model, "tokens"))
    if isinstance(hours, Unknown) or isinstance(tokens, Unknown):
        speed = _stated(model, "flops_per_gpu")
        share = (
            hours * tokens if isinstance(speed, Unknown) else speed / peak
        )  # or why there is none
    else:
        share = training.mfu(flops.training(model, tokens), hours, peak)
    return share if isinstance(share, Unknown) else round(share, 4)


TOKENS: Tokens = of(
    "model", lambda model: _whole(_stated(model, "tokens")), source=_cited("tokens")
)
"""The published corpus of the chosen model."""
CONTEXT: Tokens = of(
    "model",
    lambda model: _whole(_stated(model, "context", "training_context")),
    source=_cited("context", "training_context"),
)
"""The published context of the chosen model, else the one that it was trained at."""
ACCELERATOR: Accelerator = of("model", _accelerator, source=_cited("accelerator"))
"""What the chosen model was trained on; the H100 of the analysis where that is not published."""
MFU: Fraction = of("model", _mfu, source=_cited("gpu_hours", "flops_per_gpu"))
"""What the published hours of the chosen model imply, else its published speed."""
