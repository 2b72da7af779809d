"""What a long context adds to training."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from annotated_types import doc

from calc.calculators import _charts, _inputs, _rows, _sources, _story
from calc.chart import Chart
from calc.chart.axis import Axis
from calc.form.declare import calculator
from calc.form.markers import Formula, Note
from calc.llm import flops, hardware, parameters, training
from calc.llm.architecture import Model
from calc.llm.hardware import Accelerator
from calc.llm.models import SCOUT
from calc.llm.units import Flop, FlopPerSecond, FlopPerToken, Tokens
from calc.units import Fraction, Unknown


@dataclass(frozen=True, kw_only=True)
class LongContext:
    """What attention adds to the six operations per active parameter."""

    weights: Annotated[FlopPerToken | Unknown, "Operations in the weights"]
    scores: Annotated[FlopPerToken | Unknown, "Operations in the attention scores"]
    attention_share: Annotated[
        Fraction | Unknown,
        "Share of the attention scores",
        Formula("{scores} ÷ ({weights} + {scores})", _sources.DEFINITION),
    ]
    compute: Annotated[
        Flop | Unknown,
        "Compute",
        Formula("3 × ({weights} + {scores}) × {tokens}", _sources.BACKWARD),
    ]
    active_parameters: _rows.ActiveParameters
    shortcut: Annotated[Flop | Unknown, "Compute by the rule of thumb", _rows.SHORTCUT]
    shortcut_error: Annotated[
        Fraction | Unknown,
        "How far that is off",
        Formula("{shortcut} ÷ {compute} − 1", _sources.DEFINITION),
    ]
    peak: Annotated[FlopPerSecond | Unknown, "Peak of one accelerator, BF16, dense"]
    gpu_hours: _rows.GPUTime
    along: Annotated[Chart | Unknown, "Share of the attention scores along the context"]


@calculator(said=("attention_share", "compute"))
def long_context(
    model: Annotated[Model, doc("Model"), _story.MODELS, _story.SHAPES] = SCOUT,
    context: Annotated[
        _inputs.Context, Note("256Ki, at which Meta says Scout was trained; Ki is 1,024.")
    ] = 256 * 1024,
    tokens: Annotated[
        _inputs.Corpus, Note("As published for the chosen model. T is a trillion.")
    ] = _story.TOKENS,
    accelerator: Annotated[
        Accelerator, doc("Accelerator"), _story.ACCELERATORS
    ] = _story.ACCELERATOR,
    mfu: Annotated[
        _inputs.MFU,
        Note("As the published GPU-hours, or the published speed, imply against the BF16 peak."),
    ] = _story.MFU,
) -> LongContext:
    """What a long context adds to training."""
    forward = _story.known(lambda: flops.forward(model, context))
    scores = _story.known(lambda: flops.breakdown(model, context).get("attention_scores", 0.0))
    compute = _story.known(lambda: flops.training(model, tokens, context))
    shortcut = flops.training(model, tokens)
    peak = hardware.peak(accelerator, "bf16")
    return LongContext(
        weights=forward - scores,
        scores=scores,
        attention_share=scores / forward,
        compute=compute,
        active_parameters=parameters.active(model),
        shortcut=shortcut,
        shortcut_error=shortcut / compute - 1,
        peak=peak,
        gpu_hours=training.gpu_hours(compute, peak, mfu),
        along=_story.known(lambda: _along(_charts.The(model), context)),
    )


@lru_cache(_charts.KEPT)
def _along(the: _charts.The[Model], context: Tokens) -> Chart:
    """The share of attention scores at every context."""
    model = the.thing

    def share(S: Tokens) -> Fraction:
        parts = flops.breakdown(model, S)
        return parts.get("attention_scores", 0.0) / sum(parts.values())

    dips = " It dips where a chunk has just begun." if _charts.is_chunked(model) else ""
    return _charts.along(
        "Attention's share along the context",
        f"The part of {model.name}'s operations that compares tokens with one another.{dips}",
        Axis(label="Share of the attention scores", unit="1", zero=True, covers=(1.0,)),
        model,
        context,
        {model.name: (_story.role(model.key), share)},
    )
