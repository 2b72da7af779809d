"""How fast a run must have been, from what its maker publishes."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, doc

from calc.calculators.shared import (
    charts,
    context_limit,
    conventions,
    formula_sources,
    inputs,
    presets,
    rounding,
    rows,
)
from calc.chart import Chart
from calc.form import display
from calc.form.declare import calculator
from calc.form.markers import Formula, Note, Scale, Soft
from calc.llm import flops, training
from calc.llm.architecture import Model
from calc.llm.hardware import H100_SXM, Accelerator, Precision
from calc.llm.models import SCOUT
from calc.llm.units import (
    FlopPerSecond,
    FlopPerToken,
    GPUHours,
    GPUHoursPerTrillionTokens,
    Parameters,
    Tokens,
)
from calc.units import Fraction, Unknown


@dataclass(frozen=True, kw_only=True)
class ImpliedThroughput:
    """What the published hours imply for one GPU."""

    compute: rows.Compute
    flops_per_gpu: Annotated[
        FlopPerSecond | Unknown,
        "Speed of one GPU",
        Formula("{compute} ÷ ({gpu_hours} × 3600)", formula_sources.DEFINITION),
    ]
    peak: Annotated[FlopPerSecond | Unknown, "Dense peak of one GPU"]
    mfu: Annotated[
        Fraction | Unknown,
        "MFU without attention",
        Formula("{flops_per_gpu} ÷ {peak}", formula_sources.MFU),
    ]
    mfu_range: Annotated[
        str | Unknown, "MFU without attention, given the rounding of corpus and GPU time"
    ]
    short_scores: Annotated[
        FlopPerToken | Unknown, "Operations of attention scores at the short context"
    ]
    mfu_short: Annotated[
        Fraction | Unknown,
        "MFU with attention, if all tokens were read at the short context",
        Formula(
            "(6 × {active_parameters} + 3 × {short_scores}) × {tokens}"
            " ÷ ({gpu_hours} × 3600 × {peak})",
            formula_sources.MFU,
        ),
    ]
    long_scores: Annotated[
        FlopPerToken | Unknown, "Operations of attention scores at the longest context"
    ]
    mfu_long: Annotated[
        Fraction | Unknown,
        "MFU with attention, if all tokens were read at the longest context",
        Formula(
            "(6 × {active_parameters} + 3 × {long_scores}) × {tokens}"
            " ÷ ({gpu_hours} × 3600 × {peak})",
            formula_sources.MFU,
        ),
    ]
    gpu_hours_per_trillion_tokens: Annotated[
        GPUHoursPerTrillionTokens | Unknown,
        "GPU time per trillion tokens",
        Formula("{gpu_hours} ÷ {tokens} × 10¹²", formula_sources.PER_TRILLION),
    ]
    conventions: conventions.Conventions
    beyond: context_limit.Beyond
    beside: Annotated[Chart, "Speed beside published runs"]


@calculator(announce=("flops_per_gpu", "mfu"), first=("active_parameters", "tokens", "gpu_hours"))
def implied_throughput(
    active_parameters: Annotated[
        Parameters,
        doc("Active parameters"),
        Interval(ge=1_000_000, le=10**14),
        Soft(10**8, 10**12),
        Scale("log"),
        Note(
            "The parameters that one token uses.",
            presets.citation("LL4CARD"),
            start="17B on the card of Llama 4 Scout.",
        ),
    ] = 17_000_000_000,
    tokens: Annotated[
        Tokens,
        doc("Corpus"),
        Interval(ge=1_000_000, le=10**18),
        Soft(10**11, 10**14),
        Scale("log"),
        Note("T is a trillion.", presets.citation("LL4CARD"), start="About 40T on Scout's card."),
    ] = 40_000_000_000_000,
    gpu_hours: Annotated[
        GPUHours,
        doc("GPU time"),
        Interval(ge=1, le=10**12),
        Soft(10**4, 10**8),
        Scale("log"),
        Note(
            "As published for the whole run.",
            presets.citation("LL4CARD"),
            start="5.0M on Scout's card.",
        ),
    ] = 5_000_000.0,
    accelerator: Annotated[
        Accelerator,
        doc("Accelerator"),
        presets.ACCELERATORS_AND_OWN,
        Note(
            "Peak as published, for some by third parties.",
            presets.citation("LL4CARD"),
            start="H100-80GB on Scout's card.",
        ),
    ] = H100_SXM,
    precision: Annotated[
        Precision, doc("Peak counted at"), presets.PEAK_LABELS, presets.DENSE_NOTE
    ] = "bf16",
    model: Annotated[
        Model,
        doc("Attention of"),
        presets.MODELS,
        Note("Used in the two rows with attention. Scout and Maverick have the same."),
    ] = SCOUT,
    short_context: Annotated[
        inputs.ShortContext, doc("Short context"), Note("8Ki is 8,192; Ki is 1,024.")
    ] = presets.SHORT_CONTEXT,
    context: Annotated[
        inputs.Context, doc("Longest context"), Note("256Ki is 262,144; Ki is 1,024.")
    ] = presets.LONG_CONTEXT,
    own_peak: inputs.OwnPeak = 0.0,
) -> ImpliedThroughput:
    """How fast a run must have been."""
    compute = 6.0 * active_parameters * tokens
    peak = presets.peak(accelerator, precision, own_peak)
    speed = training.flops_per_gpu(compute, gpu_hours)
    short = presets.or_unknown(lambda: flops.attention_scores(model, min(context, short_context)))
    long = presets.or_unknown(lambda: flops.attention_scores(model, context))

    def mfu_with(scores: FlopPerToken | Unknown) -> Fraction | Unknown:
        exact = flops.with_attention(active_parameters, scores, tokens)
        return training.mfu(exact, gpu_hours, peak)

    return ImpliedThroughput(
        compute=compute,
        flops_per_gpu=speed,
        peak=peak,
        mfu=training.mfu(compute, gpu_hours, peak),
        mfu_range=_mfu_range(active_parameters, tokens, gpu_hours, peak),
        short_scores=short,
        mfu_short=mfu_with(short),
        long_scores=long,
        mfu_long=mfu_with(long),
        gpu_hours_per_trillion_tokens=training.gpu_hours_per_trillion_tokens(gpu_hours, tokens),
        conventions=conventions.table(
            active_parameters,
            6 * active_parameters + 3 * short,
            6 * active_parameters + 3 * long,
            presets.or_unknown(lambda: flops.unmasked_scores(model, min(context, short_context))),
            speed / (6 * active_parameters),
            peak,
        ),
        beyond=context_limit.note(model, context),
        beside=charts.speeds(speed),
    )


def _mfu_range(
    N_active: Parameters, D: Tokens, hours: GPUHours, peak: FlopPerSecond | Unknown
) -> str | Unknown:
    """The lowest and the highest MFU with figures that are published as these are."""
    (fewest, most), (shortest, longest) = rounding.bounds(D), rounding.bounds(hours)
    ends = ((fewest, longest), (most, shortest))
    low, high = (training.mfu(6.0 * N_active * tokens, h, peak) for tokens, h in ends)
    if isinstance(low, Unknown):
        return low
    if isinstance(high, Unknown):
        return high
    return f"{display.quantity(low, '1')} to {display.quantity(high, '1')}"
