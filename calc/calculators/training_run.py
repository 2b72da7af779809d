"""What a training run costs."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import doc

from calc.calculators import _charts, _inputs, _rows, _story
from calc.chart import Chart
from calc.form.declare import calculator
from calc.form.markers import Note
from calc.llm import flops, hardware, parameters, training
from calc.llm.architecture import Model
from calc.llm.hardware import Accelerator, Precision
from calc.llm.models import SCOUT


@dataclass(frozen=True, kw_only=True)
class TrainingRun:
    """Size, compute and what it takes."""

    total_parameters: _rows.TotalParameters
    active_parameters: _rows.ActiveParameters
    compute: _rows.Compute
    peak: _rows.Peak
    gpu_hours: _rows.GPUTime
    days: _rows.Time
    cost: _rows.Rent
    tdp: _rows.Power
    energy: _rows.Electricity
    co2: _rows.Emissions
    beside: Annotated[Chart, "GPU time beside published runs"]


@calculator(said=("cost", "gpu_hours"))
def training_run(
    model: Annotated[Model, doc("Model"), _story.MODELS, _story.SHAPES] = SCOUT,
    routed_experts: Annotated[
        _inputs.RoutedExperts, Note("In each MoE layer; the router chooses from them.")
    ] = _story.shape("routed_experts"),
    shared_experts: _inputs.SharedExperts = _story.shape("shared_experts"),
    top_k: _inputs.TopK = _story.shape("top_k"),
    tokens: Annotated[
        _inputs.Corpus, Note("As published for the chosen model. T is a trillion.")
    ] = _story.TOKENS,
    accelerator: Annotated[
        Accelerator, doc("Accelerator"), _story.ACCELERATORS
    ] = _story.ACCELERATOR,
    precision: Annotated[Precision, doc("Peak counted at"), _story.PEAKS, _story.DENSE] = "bf16",
    mfu: Annotated[
        _inputs.MFU,
        Note("As the published GPU-hours, or the published speed, imply against the BF16 peak."),
    ] = _story.MFU,
    accelerators: Annotated[
        _inputs.Accelerators,
        Note(
            "32,000 is what Meta reports for Behemoth; for its siblings nothing is published.",
            _story.cited("LL4BLOG"),
        ),
    ] = 32_000,
    usd_per_gpu_hour: Annotated[
        _inputs.Rent, Note("$2 is what DeepSeek assumes for the H800.", _story.cited("DSV3"))
    ] = 2.0,
    pue: _inputs.PUE = _inputs.NO_OVERHEAD,
    grid: _inputs.Grid = _inputs.LLAMA_4_GRID,
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
