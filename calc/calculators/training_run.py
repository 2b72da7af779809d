"""What a training run costs."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import doc

from calc.calculators.shared import (
    charts,
    context_limit,
    conventions,
    inputs,
    presets,
    rents,
    rows,
    starts,
)
from calc.chart import Chart
from calc.form.declare import calculator
from calc.form.markers import Note
from calc.llm import flops, parameters, training
from calc.llm.architecture import Model
from calc.llm.hardware import Accelerator, Precision
from calc.llm.models import SCOUT


@dataclass(frozen=True, kw_only=True)
class TrainingRun:
    """Size and compute, and the time, cost, energy and emissions of the run."""

    total_parameters: rows.TotalParameters
    active_parameters: rows.ActiveParameters
    compute: rows.Compute
    peak: rows.Peak
    context_factor: rows.ContextFactor
    losses: rows.Losses
    gpu_hours: rows.PaidTime
    days: rows.Time
    price: rows.Price
    cost: rows.Rent
    cost_range: rows.RentRange
    tdp: rows.Power
    energy: rows.Electricity
    co2: rows.Emissions
    conventions: conventions.Conventions
    beyond: context_limit.Beyond
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
        Accelerator, doc("Accelerator"), presets.ACCELERATORS_AND_OWN, presets.DATA_SHEET_NOTE
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
    rate: inputs.Rates = rents.AS_TYPED,
    long_fraction: Annotated[
        inputs.LongShare,
        Note(
            "The compute above is without attention; this adds it to the time.",
            start="Assumption: none, as in the rule of six operations; makers publish 0.4% to 5%.",
        ),
    ] = 0.0,
    context: Annotated[inputs.Context, doc("Longest context")] = presets.LONG_CONTEXT,
    short_context: inputs.ShortContext = presets.SHORT_CONTEXT,
    own_peak: inputs.OwnPeak = 0.0,
) -> TrainingRun:
    """What a training run costs."""
    changed = presets.reshaped(
        model, routed_experts=routed_experts, shared_experts=shared_experts, top_k=top_k
    )
    compute = flops.training(changed, tokens)
    peak = presets.peak(accelerator, precision, own_peak)
    short = min(context, short_context)
    factor = presets.or_unknown(
        lambda: flops.longer_context(changed, short, context, long_fraction)
    )
    losses = training.losses(factor, goodput, ablations)
    hours = training.gpu_hours(compute, peak, mfu) * losses
    energy = training.energy(hours, accelerator.tdp, pue)
    price = rents.paid(rate, usd_per_gpu_hour, accelerator)
    N_active = parameters.active(changed)
    return TrainingRun(
        total_parameters=parameters.total(changed),
        active_parameters=N_active,
        compute=compute,
        peak=peak,
        context_factor=factor,
        losses=losses,
        gpu_hours=hours,
        days=training.days(hours, accelerators),
        price=price,
        cost=training.cost(hours, price),
        cost_range=rents.cost_range(hours, starts.market(model, accelerator)),
        tdp=accelerator.tdp,
        energy=energy,
        co2=training.co2(energy, grid),
        conventions=conventions.of_model(
            changed, short, context, mfu * peak / (6 * N_active), peak
        ),
        beyond=context_limit.note(model, context),
        beside=charts.gpu_hours(model, hours),
    )
