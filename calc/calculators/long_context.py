"""What a long context adds to training."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from annotated_types import doc

from calc.calculators.shared import (
    charts,
    context_limit,
    conventions,
    formula_sources,
    inputs,
    presets,
    rows,
)
from calc.chart import Chart
from calc.chart.axis import Axis
from calc.form.declare import calculator
from calc.form.markers import Formula, Note
from calc.identity import ByIdentity
from calc.llm import flops, parameters, training
from calc.llm.architecture import Model
from calc.llm.flops import Phase
from calc.llm.hardware import Accelerator
from calc.llm.models import SCOUT
from calc.llm.units import Flop, FlopPerSecond, FlopPerToken, Tokens
from calc.units import Fraction, Unknown


@dataclass(frozen=True, kw_only=True)
class LongContext:
    """What attention adds to a run whose last tokens are read at a long context."""

    weights: Annotated[FlopPerToken | Unknown, "Operations with weights"]
    scores: Annotated[
        FlopPerToken | Unknown, "Operations of attention scores at the longest context"
    ]
    attention_share: Annotated[
        Fraction | Unknown,
        "Share of attention scores at the longest context",
        Formula("{scores} ÷ ({weights} + {scores})", formula_sources.DEFINITION),
    ]
    short_scores: Annotated[
        FlopPerToken | Unknown, "Operations of attention scores at the shorter context"
    ]
    compute: Annotated[
        Flop | Unknown,
        "Compute with attention",
        Formula(
            "3 × ({weights} + {scores} × {long_fraction} + {short_scores} × (1 − {long_fraction}))"
            " × {tokens}",
            formula_sources.BACKWARD,
        ),
    ]
    active_parameters: rows.ActiveParameters
    shortcut: Annotated[Flop | Unknown, "Compute without attention", rows.SHORTCUT]
    shortcut_error: Annotated[
        Fraction | Unknown,
        "Error of the compute without attention",
        Formula("{shortcut} ÷ {compute} − 1", formula_sources.DEFINITION),
    ]
    peak: Annotated[FlopPerSecond | Unknown, "Dense BF16 peak of one accelerator"]
    gpu_hours: rows.GPUTime
    conventions: conventions.Conventions
    beyond: context_limit.Beyond
    along: Annotated[Chart | Unknown, "Share of attention scores along the context"]


@calculator(
    announce=("attention_share", "compute"),
    first=("model", "context", "long_fraction", "tokens"),
    renamed={"long_share": "long_fraction"},
)
def long_context(
    model: Annotated[Model, doc("Model"), presets.MODELS, presets.SHAPES_NOTE] = SCOUT,
    context: Annotated[
        inputs.Context, doc("Longest context"), Note("256Ki is 262,144; Ki is 1,024.")
    ] = presets.LONG_CONTEXT,
    tokens: inputs.Corpus = presets.TOKENS,
    accelerator: Annotated[
        Accelerator, doc("Accelerator"), presets.ACCELERATORS_AND_OWN, presets.DATA_SHEET_NOTE
    ] = presets.ACCELERATOR,
    mfu: Annotated[
        inputs.MFU,
        Note("The share of the BF16 peak that the run sustains, with attention."),
    ] = presets.MFU_IN_PHASES,
    long_fraction: inputs.LongShare = presets.LONG_SHARE,
    short_context: inputs.ShortContext = presets.SHORT_CONTEXT,
    own_peak: inputs.OwnPeak = 0.0,
) -> LongContext:
    """What a long context adds to training."""
    others = min(context, short_context)  # none is longer than the longest
    forward = presets.or_unknown(lambda: flops.forward(model, context))
    scores = presets.or_unknown(lambda: flops.attention_scores(model, context))
    short_scores = presets.or_unknown(lambda: flops.attention_scores(model, others))
    compute = presets.or_unknown(
        lambda: flops.training_in_phases(
            model,
            (
                Phase(tokens=tokens * long_fraction, context=context),
                Phase(tokens=tokens * (1 - long_fraction), context=others),
            ),
        )
    )
    shortcut = flops.training(model, tokens)
    peak = presets.peak(accelerator, "bf16", own_peak)
    return LongContext(
        weights=forward - scores,
        scores=scores,
        attention_share=scores / forward,
        short_scores=short_scores,
        compute=compute,
        active_parameters=parameters.active(model),
        shortcut=shortcut,
        shortcut_error=shortcut / compute - 1,
        peak=peak,
        gpu_hours=training.gpu_hours(compute, peak, mfu),
        conventions=conventions.of_model(
            model, others, context, mfu * peak * tokens / compute, peak
        ),
        beyond=context_limit.note(model, context),
        along=presets.or_unknown(lambda: _along(ByIdentity(model), context)),
    )


@lru_cache(charts.MAX_CACHED_LINES)
def _along(ref: ByIdentity[Model], context: Tokens) -> Chart:
    """The share of the attention scores along the context."""
    model = ref.value

    def share(S: Tokens) -> Fraction:
        parts = flops.breakdown(model, S)
        return parts.get("attention_scores", 0.0) / sum(parts.values())

    dips = " It dips where a chunk has just begun." if charts.is_chunked(model) else ""
    return charts.along_context(
        "Attention's share along the context",
        f"The part of {model.name}'s operations that compares tokens with one another.{dips}",
        Axis(label="Share of attention scores", unit="1", zero=True, covers=(1.0,)),
        model,
        context,
        {model.name: (presets.colour_role(model.key), share)},
    )
