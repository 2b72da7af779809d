"""What a training run costs."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Unit, doc

from calc.calculators.shared import (
    charts,
    conventions,
    formula_sources,
    inputs,
    presets,
    rents,
    rows,
    starts,
)
from calc.calculators.shared.rents import Rate
from calc.chart import Chart
from calc.form.declare import calculator
from calc.form.markers import Formula, Note, Preset
from calc.llm import flops, hardware, parameters, training
from calc.llm.architecture import Model
from calc.llm.hardware import Accelerator, Precision
from calc.llm.models import SCOUT
from calc.llm.units import FlopPerToken, GPUHours, Tokens
from calc.units import USD, Unknown


@dataclass(frozen=True, kw_only=True)
class TrainingRun:
    """Size and compute, and the time, cost, energy and emissions of the run."""

    total_parameters: rows.TotalParameters
    active_parameters: rows.ActiveParameters
    compute: rows.Compute
    peak: rows.Peak
    gpu_hours: rows.GPUTime
    days: rows.Time
    cost: rows.Rent
    cost_range: rows.RentRange
    tdp: rows.Power
    energy: rows.Electricity
    co2: rows.Emissions
    context_factor: Annotated[
        float | Unknown, Unit("ratio"), "What a longer context adds to the GPU time"
    ]
    all_hours: Annotated[
        GPUHours | Unknown,
        "GPU time in all, with losses and ablations",
        Formula(
            "{gpu_hours} × {context_factor} ÷ {goodput} × (1 + {ablations})",
            formula_sources.DEFINITION,
        ),
    ]
    all_cost: Annotated[USD | Unknown, "Rent in all"]
    conventions: conventions.Conventions
    beside: Annotated[Chart, "GPU time beside published runs"]


@calculator(
    announce=("gpu_hours", "cost"),
    first=("model", "tokens", "routed_experts", "mfu"),
    renamed={"long_share": "long_fraction"},
)
def training_run(
    model: Annotated[Model, doc("Model"), presets.MODELS, presets.SHAPES_NOTE] = SCOUT,
    routed_experts: Annotated[
        inputs.RoutedExperts, Note("In each MoE layer; the router chooses from them.")
    ] = presets.shape("routed_experts"),
    shared_experts: inputs.SharedExperts = presets.shape("shared_experts"),
    top_k: inputs.TopK = presets.shape("top_k"),
    tokens: inputs.Corpus = presets.TOKENS,
    accelerator: Annotated[
        Accelerator, doc("Accelerator"), presets.ACCELERATORS, presets.DATA_SHEET_NOTE
    ] = presets.ACCELERATOR,
    precision: Annotated[
        Precision, doc("Peak counted at"), presets.PEAK_LABELS, presets.DENSE_NOTE
    ] = "bf16",
    mfu: Annotated[
        inputs.MFU,
        Note("The share of the peak that the run sustains, without attention."),
    ] = presets.MFU,
    accelerators: inputs.Accelerators = presets.ACCELERATOR_COUNT,
    usd_per_gpu_hour: inputs.Rent = presets.RENT,
    pue: inputs.PUE = inputs.NO_OVERHEAD,
    grid: inputs.Grid = presets.GRID,
    goodput: inputs.Goodput = 1.0,
    ablations: inputs.Ablations = 0.0,
    rate: Annotated[
        Rate,
        doc("Rent in all at"),
        Preset(*rents.RATES),
        Note("Spot and reserved accelerators cost less than those rented by the hour."),
    ] = rents.AS_TYPED,
    long_fraction: Annotated[
        inputs.LongShare,
        Note(
            "Counted in the GPU time in all only.",
            start="Assumption: none, as in the rule of six operations; makers publish 0.4% to 5%.",
        ),
    ] = 0.0,
    context: Annotated[inputs.Context, doc("Longest context")] = presets.LONG_CONTEXT,
    short_context: inputs.ShortContext = presets.SHORT_CONTEXT,
) -> TrainingRun:
    """What a training run costs."""
    changed = presets.reshaped(
        model, routed_experts=routed_experts, shared_experts=shared_experts, top_k=top_k
    )
    compute = flops.training(changed, tokens)
    peak = hardware.peak(accelerator, precision)
    hours = training.gpu_hours(compute, peak, mfu)
    energy = training.energy(hours, accelerator.tdp, pue)
    short = min(context, short_context)

    def per_token(S: Tokens) -> FlopPerToken:
        return 3 * flops.forward(changed, S)

    exact = presets.or_unknown(lambda: per_token(short))
    long = presets.or_unknown(lambda: per_token(context))
    factor = 1 + long_fraction * (long / exact - 1) if long_fraction else 1.0
    all_hours = training.with_losses(hours * factor, goodput, ablations)
    N_active = parameters.active(changed)
    return TrainingRun(
        total_parameters=parameters.total(changed),
        active_parameters=N_active,
        compute=compute,
        peak=peak,
        gpu_hours=hours,
        days=training.days(hours, accelerators),
        cost=training.cost(hours, usd_per_gpu_hour),
        cost_range=rents.cost_range(hours, starts.market(model, accelerator)),
        tdp=accelerator.tdp,
        energy=energy,
        co2=training.co2(energy, grid),
        context_factor=factor,
        all_hours=all_hours,
        all_cost=all_hours * rents.paid(rate, usd_per_gpu_hour, accelerator),
        conventions=conventions.table(
            N_active,
            exact,
            long,
            presets.or_unknown(lambda: flops.unmasked_scores(changed, short)),
            mfu * peak / (6 * N_active),
            peak,
        ),
        beside=charts.gpu_hours(model, hours),
    )
