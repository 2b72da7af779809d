"""What a long context adds to training."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from annotated_types import doc

from calc.calculators.shared import charts, formula_sources, inputs, presets, rows
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
        Formula("{scores} ÷ ({weights} + {scores})", formula_sources.DEFINITION),
    ]
    compute: Annotated[
        Flop | Unknown,
        "Compute",
        Formula("3 × ({weights} + {scores}) × {tokens}", formula_sources.BACKWARD),
    ]
    active_parameters: rows.ActiveParameters
    shortcut: Annotated[Flop | Unknown, "Compute by the rule of thumb", rows.SHORTCUT]
    shortcut_error: Annotated[
        Fraction | Unknown,
        "How far that is off",
        Formula("{shortcut} ÷ {compute} − 1", formula_sources.DEFINITION),
    ]
    peak: Annotated[FlopPerSecond | Unknown, "Peak of one accelerator, BF16, dense"]
    gpu_hours: rows.GPUTime
    along: Annotated[Chart | Unknown, "Share of the attention scores along the context"]


@calculator(announce=("attention_share", "compute"))
def long_context(
    model: Annotated[Model, doc("Model"), presets.MODELS, presets.SHAPES_NOTE] = SCOUT,
    context: Annotated[
        inputs.Context, Note("256Ki, at which Meta says Scout was trained; Ki is 1,024.")
    ] = 256 * 1024,
    tokens: Annotated[
        inputs.Corpus, Note("As published for the chosen model. T is a trillion.")
    ] = presets.TOKENS,
    accelerator: Annotated[
        Accelerator, doc("Accelerator"), presets.ACCELERATORS
    ] = presets.ACCELERATOR,
    mfu: Annotated[
        inputs.MFU,
        Note("As the published GPU-hours, or the published speed, imply against the BF16 peak."),
    ] = presets.MFU,
) -> LongContext:
    """What a long context adds to training."""
    forward = presets.or_unknown(lambda: flops.forward(model, context))
    scores = presets.or_unknown(
        lambda: flops.breakdown(model, context).get("attention_scores", 0.0)
    )
    compute = presets.or_unknown(lambda: flops.training(model, tokens, context))
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
        along=presets.or_unknown(lambda: _along(charts.ByIdentity(model), context)),
    )


@lru_cache(charts.MAX_CACHED_LINES)
def _along(ref: charts.ByIdentity[Model], context: Tokens) -> Chart:
    """The share of the attention scores along the context."""
    model = ref.value

    def share(S: Tokens) -> Fraction:
        parts = flops.breakdown(model, S)
        return parts.get("attention_scores", 0.0) / sum(parts.values())

    dips = " It dips where a chunk has just begun." if charts.is_chunked(model) else ""
    return charts.along_context(
        "Attention's share along the context",
        f"The part of {model.name}'s operations that compares tokens with one another.{dips}",
        Axis(label="Share of the attention scores", unit="1", zero=True, covers=(1.0,)),
        model,
        context,
        {model.name: (presets.colour_role(model.key), share)},
    )
