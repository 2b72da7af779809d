"""How fast a run must have been, from what its maker publishes."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, doc

from calc.calculators.shared import charts, formula_sources, presets, rows
from calc.chart import Chart
from calc.form.declare import calculator
from calc.form.markers import Formula, Note, Scale, Soft
from calc.llm import hardware, training
from calc.llm.hardware import H100_SXM, Accelerator, Precision
from calc.llm.units import FlopPerSecond, GPUHours, GPUHoursPerTrillionTokens, Parameters, Tokens
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
    peak: Annotated[FlopPerSecond | Unknown, "Peak of one GPU, dense"]
    mfu: Annotated[
        Fraction | Unknown, "MFU", Formula("{flops_per_gpu} ÷ {peak}", formula_sources.MFU)
    ]
    gpu_hours_per_trillion_tokens: Annotated[
        GPUHoursPerTrillionTokens | Unknown,
        "GPU time per trillion tokens",
        Formula("{gpu_hours} ÷ {tokens} × 10¹²", formula_sources.PER_TRILLION),
    ]
    beside: Annotated[Chart, "Speed beside published runs"]


@calculator(announce=("flops_per_gpu", "mfu"))
def implied_throughput(
    active_parameters: Annotated[
        Parameters,
        doc("Active parameters"),
        Interval(ge=1_000_000, le=10**14),
        Soft(10**8, 10**12),
        Scale("log"),
        Note("17B on the card of Llama 4 Scout.", presets.citation("LL4CARD")),
    ] = 17_000_000_000,
    tokens: Annotated[
        Tokens,
        doc("Corpus"),
        Interval(ge=1_000_000, le=10**18),
        Soft(10**11, 10**14),
        Scale("log"),
        Note("About 40T on the same card.", presets.citation("LL4CARD")),
    ] = 40_000_000_000_000,
    gpu_hours: Annotated[
        GPUHours,
        doc("GPU time"),
        Interval(ge=1, le=10**12),
        Soft(10**4, 10**8),
        Scale("log"),
        Note("5.0M on the same card, training and nothing else.", presets.citation("LL4CARD")),
    ] = 5_000_000.0,
    accelerator: Annotated[
        Accelerator,
        doc("Accelerator"),
        presets.ACCELERATORS,
        Note("H100-80GB on the same card.", presets.citation("LL4CARD")),
    ] = H100_SXM,
    precision: Annotated[
        Precision, doc("Peak counted at"), presets.PEAK_LABELS, presets.DENSE_NOTE
    ] = "bf16",
) -> ImpliedThroughput:
    """How fast a run must have been."""
    compute = 6.0 * active_parameters * tokens
    peak = hardware.peak(accelerator, precision)
    speed = training.flops_per_gpu(compute, gpu_hours)
    return ImpliedThroughput(
        compute=compute,
        flops_per_gpu=speed,
        peak=peak,
        mfu=training.mfu(compute, gpu_hours, peak),
        gpu_hours_per_trillion_tokens=training.gpu_hours_per_trillion_tokens(gpu_hours, tokens),
        beside=charts.speeds(speed),
    )
