"""The models and accelerators that forms offer, and what choosing a model fills in."""

from collections.abc import Callable
from typing import Any, Literal

from calc.form.markers import Labels, Note, Preset, of
from calc.llm import flops, hardware, models, published, sources, training
from calc.llm.architecture import Announced, Model
from calc.llm.errors import Unpublished
from calc.llm.hardware import Accelerator
from calc.llm.reshape import moe_shape, reshape
from calc.llm.units import Tokens
from calc.units import Fraction, Unknown

MODELS = Preset(*models.MODELS, home=models)
EXPERT_MODELS = Preset(
    *(model for model in models.MODELS if model is not models.LLAMA_3_1_405B), home=models
)
SHAPES_NOTE = Note("Shapes are as published; Behemoth's is announced, not published.")
ACCELERATORS = Preset(*hardware.ACCELERATORS.values(), home=hardware)
PEAK_LABELS = Labels(bf16="BF16", fp8="FP8")
DENSE_NOTE = Note("Without sparsity. An MFU is commonly stated against the BF16 peak.")

StoredPrecision = Literal["bf16", "fp8", "int4"]
"""The format of weights or cached values in memory."""
STORED_LABELS = Labels(bf16="BF16", fp8="FP8", int4="INT4")
BYTES_PER_VALUE: dict[StoredPrecision, float] = {"bf16": 2.0, "fp8": 1.0, "int4": 0.5}
"""Without the scales that quantised formats store beside the values."""


def colour_role(key: str) -> str:
    """The colour role of a model, the same in every chart and drawing."""
    return key if key in ("scout", "maverick", "behemoth") else "other"


def or_unknown[T](compute: Callable[[], T]) -> T | Unknown:
    """What `compute` returns; Unknown, with the reason, if it raises Unpublished."""
    try:
        return compute()
    except Unpublished as error:
        return Unknown(str(error))


def reshaped(model: Model, **figures: int) -> Model:
    """The model with another shape; an announced model can only stay as it is.

    Raises ShapeError for a shape that no model can have, Unpublished for a change to an announced
    model.
    """
    if isinstance(model, Announced):
        given = {n: v for n, v in figures.items() if not isinstance(v, Unknown)}
        if given == {"routed_experts": model.routed_experts}:
            return model
    return reshape(model, **figures)


def shape(figure: str) -> int:
    """A default: one of the seven figures of the chosen model's shape."""

    def value(model: Model) -> Any:
        if not isinstance(model, Announced):
            return getattr(moe_shape(model), figure)
        if figure == "routed_experts":
            return model.routed_experts
        return Unknown(f"The layers of {model.name} are not published.")

    start: int = of("model", value)
    return start


def _stated(model: Model, *fields: str) -> float | Unknown:
    """The first of these figures that the sources mention; Unknown if it is not published."""
    for field in fields:
        figure = published.PUBLISHED[model.key].get(field)
        if figure and not isinstance(figure.value, str):
            return figure.value
    return Unknown(f"No source read states the {fields[0]} of {model.name}.")


def _citation_of(*fields: str) -> Callable[[Model], str]:
    """For a model, the citation of the first of these figures that is published."""

    def source(model: Model) -> str:
        for field in fields:
            figure = published.PUBLISHED[model.key].get(field)
            if figure and not isinstance(figure.value, Unknown):
                return citation(figure.source)
        return ""

    return source


def citation(key: str) -> str:
    """A source as forms show it: its title, and its address if it has one."""
    source = sources.SOURCES[key]
    return source.title if isinstance(source.url, Unknown) else f"{source.title}, {source.url}"


def _whole(value: float | Unknown) -> int | Unknown:
    return value if isinstance(value, Unknown) else int(value)


def _accelerator(model: Model) -> Accelerator:
    key = published.value(model.key, "accelerator")
    return hardware.ACCELERATORS.get(str(key), hardware.H100_SXM)


def _mfu(model: Model) -> Fraction | Unknown:
    """The MFU that the published hours imply, else the published speed; rounded to 0.01 %."""
    peak = hardware.peak(_accelerator(model), "bf16")
    hours, tokens = _stated(model, "gpu_hours"), _whole(_stated(model, "tokens"))
    if isinstance(hours, Unknown) or isinstance(tokens, Unknown):
        speed = _stated(model, "flops_per_gpu")
        # Without a speed: the reason why hours or tokens are unknown.
        share = hours * tokens if isinstance(speed, Unknown) else speed / peak
    else:
        share = training.mfu(flops.training(model, tokens), hours, peak)
    return share if isinstance(share, Unknown) else round(share, 4)


TOKENS: Tokens = of(
    "model", lambda model: _whole(_stated(model, "tokens")), source=_citation_of("tokens")
)
"""Default: the published corpus of the chosen model."""
CONTEXT: Tokens = of(
    "model",
    lambda model: _whole(_stated(model, "context", "training_context")),
    source=_citation_of("context", "training_context"),
)
"""Default: the published context of the chosen model, else the context that it was trained at."""
ACCELERATOR: Accelerator = of("model", _accelerator, source=_citation_of("accelerator"))
"""Default: what the chosen model was trained on; an H100 where that is not published."""
MFU: Fraction = of("model", _mfu, source=_citation_of("gpu_hours", "flops_per_gpu"))
"""Default: the MFU that the published hours of the chosen model imply, else its published speed."""
