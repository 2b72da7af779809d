"""What a training run costs."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.calculators import _charts, _inputs, _story
from calc.form.chart import Chart
from calc.form.declare import calculator
from calc.form.markers import Formula, Note, Soft
from calc.llm import flops, hardware, parameters, training
from calc.llm.architecture import Model
from calc.llm.hardware import Accelerator, Precision
from calc.llm.models import SCOUT
from calc.units import (
    USD,
    Days,
    Flop,
    FlopPerSecond,
    GPUHours,
    Gram,
    Parameters,
    Unknown,
    Watt,
    WattHours,
)


@dataclass(frozen=True, kw_only=True)
class TrainingRun:
    """Size, compute and what it takes."""

    total_parameters: Annotated[Parameters, "Total parameters"]
    active_parameters: Annotated[Parameters, "Active parameters"]
    compute: Annotated[
        Flop | Unknown,
        "Compute",
        Formula(
            "6 × {active_parameters} × {tokens}",
            "Kaplan et al. 2020, §2.1, https://arxiv.org/abs/2001.08361",
        ),
    ]
    peak: Annotated[FlopPerSecond | Unknown, "Peak of one accelerator, dense"]
    gpu_hours: Annotated[
        GPUHours | Unknown, "GPU time", Formula("{compute} ÷ ({peak} × {mfu}) ÷ 3600")
    ]
    days: Annotated[Days | Unknown, "Time", Formula("{gpu_hours} ÷ {accelerators} ÷ 24")]
    cost: Annotated[USD | Unknown, "Rent", Formula("{gpu_hours} × {usd_per_gpu_hour}")]
    tdp: Annotated[Watt | Unknown, "Power of one accelerator"]
    energy: Annotated[WattHours | Unknown, "Electricity", Formula("{gpu_hours} × {tdp} × {pue}")]
    co2: Annotated[Gram | Unknown, "Emissions", Formula("{energy} × {grid}")]
    beside: Annotated[Chart, "GPU time beside published runs"]


@calculator
def training_run(
    model: Annotated[Model, doc("Model"), _story.MODELS] = SCOUT,
    routed_experts: _inputs.RoutedExperts = _story.shape("routed_experts"),
    shared_experts: _inputs.SharedExperts = _story.shape("shared_experts"),
    top_k: _inputs.TopK = _story.shape("top_k"),
    tokens: Annotated[
        _inputs.Corpus, Note("As published for the chosen model. T is a trillion.")
    ] = _story.TOKENS,
    accelerator: Annotated[
        Accelerator, doc("Accelerator"), _story.ACCELERATORS
    ] = _story.ACCELERATOR,
    precision: Annotated[Precision, doc("Peak counted at"), _story.PEAKS] = "bf16",
    mfu: Annotated[
        _inputs.MFU,
        Note("As the published GPU-hours, or the published speed, imply against the BF16 peak."),
    ] = _story.MFU,
    accelerators: Annotated[
        _inputs.Accelerators,
        Note("32,000 is what Meta reports for Behemoth; for its siblings nothing is published."),
    ] = 32_000,
    usd_per_gpu_hour: Annotated[
        _inputs.Rent, Note("$2 is what DeepSeek assumes for the H800 in the report on DeepSeek-V3.")
    ] = 2.0,
    pue: Annotated[
        float,
        doc("PUE"),
        Interval(ge=1, le=3),
        Soft(1, 2),
        Note("What cooling and power supply add; 1 adds nothing, as Meta's card has it."),
    ] = 1.0,
    grid: Annotated[
        float,
        doc("Grid"),
        Unit("kg CO₂e per kWh"),
        Interval(ge=0, le=3),
        Soft(0, 1),
        Note("0.387 is what the emissions and the hours on Meta's card come to."),
    ] = 0.387,
) -> TrainingRun:
    """What a training run costs."""
    changed = _story.reshaped(
        model, routed_experts=routed_experts, shared_experts=shared_experts, top_k=top_k
    )
    compute = flops.training(changed, tokens)
    peak = hardware.peak(accelerator, precision)
    hours = training.gpu_hours(compute, peak, mfu)
    energy = training.energy(hours, accelerator.tdp, pue)
    return TrainingRun(
        total_parameters=parameters.total(changed),
        active_parameters=parameters.active(changed),
        compute=compute,
        peak=peak,
        gpu_hours=hours,
        days=training.days(hours, accelerators),
        cost=training.cost(hours, usd_per_gpu_hour),
        tdp=accelerator.tdp,
        energy=energy,
        co2=training.co2(energy, grid),
        beside=_charts.hours(model, hours),
    )
