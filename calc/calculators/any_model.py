"""Everything about any model, from its config.json."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Annotated, Any

from annotated_types import doc

from calc.calculators.drawing import model_layers
from calc.calculators.shared import (
    context_limit,
    conventions,
    formula_sources,
    inputs,
    pasted_config,
    presets,
    rents,
    rows,
    what_was_read,
)
from calc.chart import Chart
from calc.form.declare import calculator
from calc.form.markers import Formula, Note, Preset, of
from calc.llm import flops, memory, parameters, training
from calc.llm.architecture import Architecture
from calc.llm.errors import Uncounted
from calc.llm.example_configs import EXAMPLE_CONFIGS, ExampleConfig
from calc.llm.hardware import H100_SXM, Accelerator, Precision
from calc.llm.units import Flop, FlopPerToken, GPUHours, Parameters
from calc.units import Bytes, Fraction, Unknown

if TYPE_CHECKING:
    from calc.llm.pasted.tensors import Tensors


@dataclass(frozen=True, kw_only=True)
class AnyModel:
    """Size, compute and memory of the model, and what training it takes."""

    total_parameters: rows.TotalParameters
    active_parameters: rows.ActiveParameters
    active_without_embedding: Annotated[Parameters | Unknown, "Active, without the input embedding"]
    vision_parameters: Annotated[Parameters | Unknown, "Vision tower (not in the total)"]
    mtp_parameters: Annotated[Parameters | Unknown, "Multi-token prediction (not in the total)"]
    read_as: Annotated[str, "Read as"]
    tensors: Annotated[str, "Tensors listed"]
    not_counted: Annotated[str, "Not counted"]
    assumed: Annotated[str, "Defaults of the model's class"]
    unread: Annotated[str, "Unused keys"]
    sparsity: rows.Sparsity
    weights: Annotated[
        Bytes | Unknown,
        "Weights in BF16",
        Formula("{total_parameters} × 2", formula_sources.DEFINITION),
    ]
    stored_weights: Annotated[Bytes | Unknown, "Weights as stored"]
    stored_as: Annotated[str, "Stored as"]
    per_sequence: Annotated[Bytes | Unknown, "KV cache per sequence, in BF16"]
    in_all: Annotated[
        Bytes | Unknown,
        "KV cache of all sequences",
        Formula("{per_sequence} × {sequences}", formula_sources.DEFINITION),
    ]
    forward: Annotated[FlopPerToken | Unknown, "Forward pass at this context, exact"]
    attention_share: Annotated[Fraction | Unknown, "Share of attention scores"]
    compute: rows.Compute
    exact_compute: Annotated[
        Flop | Unknown,
        "Exact compute with attention",
        Formula("3 × {forward} × {tokens}", formula_sources.BACKWARD),
    ]
    peak: rows.Peak
    context_factor: rows.ContextFactor
    losses: rows.Losses
    gpu_hours: Annotated[
        GPUHours | Unknown,
        "GPU time",
        Formula("{exact_compute} ÷ ({peak} × {mfu}) ÷ 3600 × {losses}", formula_sources.MFU),
    ]
    days: rows.Time
    price: rows.Price
    cost: rows.Rent
    cost_range: rows.RentRange
    tdp: rows.Power
    energy: rows.Electricity
    co2: rows.Emissions
    conventions: conventions.Conventions
    beyond: context_limit.Beyond
    layers: Annotated[Chart | Unknown, "Layers"]


@calculator(first=("model", "config", "context", "tokens"))
def any_model(
    model: Annotated[
        ExampleConfig,
        doc("Start from"),
        Preset(*EXAMPLE_CONFIGS),
        Note("As in the model's own config.json."),
    ] = EXAMPLE_CONFIGS[0],
    config: Annotated[
        str,
        doc("Configuration (config.json)"),
        pasted_config.PASTED,
        Note(
            "Paste one, choose a file, or drop one here. A GGUF file works, too. Nothing leaves"
            " this page."
        ),
    ] = of("model", lambda example: example.config),
    context: Annotated[inputs.Context, Note("8Ki is 8,192.")] = 8192,
    sequences: inputs.Sequences = 1,
    tokens: Annotated[
        inputs.Corpus,
        Note(
            "T is a trillion.",
            presets.citation("DSV3"),
            start="Assumption: 15T, about as many as DeepSeek-V3 was trained on.",
        ),
    ] = 15_000_000_000_000,
    accelerator: Annotated[
        Accelerator,
        doc("Accelerator"),
        presets.ACCELERATORS_AND_OWN,
        presets.DATA_SHEET_NOTE,
    ] = H100_SXM,
    precision: Annotated[
        Precision, doc("Peak counted at"), presets.PEAK_LABELS, presets.DENSE_NOTE
    ] = "bf16",
    mfu: Annotated[
        inputs.MFU,
        Note(
            "The share of the peak that the run sustains, with the exact compute.",
            start="Assumption: 35%; most published runs are between 20% and 45%.",
        ),
    ] = 0.35,
    accelerators: Annotated[
        inputs.Accelerators,
        Note(
            "All run from start to finish.",
            presets.citation("DSV3"),
            start="Assumption: 2,048, as many as DeepSeek-V3 was trained on.",
        ),
    ] = 2048,
    usd_per_gpu_hour: Annotated[
        inputs.Rent,
        Note(
            "Per hour. Owners of accelerators have other costs.",
            presets.citation(rents.TODAY["h100-sxm"].source),
            start="Assumption: typical of the H100, which cost "
            f"{rents.prices(rents.TODAY['h100-sxm'])} an hour (November 2026).",
        ),
    ] = rents.TODAY["h100-sxm"].typical,
    pue: inputs.PUE = inputs.NO_OVERHEAD,
    grid: Annotated[
        inputs.Grid,
        Note(
            "Emissions per kilowatt-hour at the site of the run.",
            presets.citation("LL4CARD"),
            start="Assumption: 0.387, implied by the emissions and hours on Meta's card.",
        ),
    ] = 0.387,
    goodput: inputs.Goodput = 1.0,
    ablations: inputs.Ablations = 0.0,
    rate: inputs.Rates = rents.AS_TYPED,
    long_fraction: Annotated[
        inputs.LongShare,
        Note(
            "The compute above is at the shorter context; this adds to the time.",
            start="Assumption: none; makers publish 0.4% to 5%.",
        ),
    ] = 0.0,
    long_context: Annotated[
        inputs.Context,
        doc("Longest context"),
        Note(
            "128Ki is 131,072.",
            presets.citation("DSV3"),
            start="Assumption: 131,072, as DeepSeek-V3.",
        ),
    ] = 131_072,
    own_peak: inputs.OwnPeak = 0.0,
) -> AnyModel:
    """Any model, from its config.json."""
    shape, read_as = pasted_config.read(config)
    peak = presets.peak(accelerator, precision, own_peak)
    if not isinstance(shape, Architecture):
        return _of_tensors(shape, read_as, peak=peak, tdp=accelerator.tdp)
    N, N_active = parameters.total(shape), parameters.active(shape)
    parts = flops.breakdown(shape, context)
    forward = sum(parts.values())
    exact = flops.training(shape, tokens, context)
    longest = max(context, long_context)
    factor = flops.longer_context(shape, context, longest, long_fraction)
    losses = training.losses(factor, goodput, ablations)
    hours = training.gpu_hours(exact, peak, mfu) * losses
    price = rents.paid(rate, usd_per_gpu_hour, accelerator)
    energy = training.energy(hours, accelerator.tdp, pue)
    one = memory.kv_cache(shape, context)
    return AnyModel(
        total_parameters=N,
        active_parameters=N_active,
        active_without_embedding=parameters.active(shape, input_embedding=False),
        vision_parameters=parameters.vision(shape),
        mtp_parameters=_mtp(shape),
        read_as=read_as,
        tensors="",
        not_counted=what_was_read.not_counted(shape),
        assumed=what_was_read.assumed(shape),
        unread=what_was_read.unread(shape),
        sparsity=1 - N_active / N,
        weights=memory.weights(shape, 2),
        stored_weights=_stored(shape),
        stored_as=what_was_read.stored_as(shape),
        per_sequence=one,
        in_all=one * sequences,
        forward=forward,
        attention_share=parts.get("attention_scores", 0.0) / forward,
        compute=flops.training(shape, tokens),
        exact_compute=exact,
        peak=peak,
        context_factor=factor,
        losses=losses,
        gpu_hours=hours,
        days=training.days(hours, accelerators),
        price=price,
        cost=training.cost(hours, price),
        cost_range=rents.cost_range(hours, rents.today(accelerator)),
        tdp=accelerator.tdp,
        energy=energy,
        co2=training.co2(energy, grid),
        conventions=conventions.of_model(
            shape, context, longest, mfu * peak * tokens / exact, peak
        ),
        beyond=context_limit.note(shape, longest if long_fraction else context),
        layers=model_layers.chart(replace(shape, name=_name(model, config))),
    )


def _of_tensors(found: "Tensors", read_as: str, **known: Any) -> AnyModel:
    """What a list of tensors says; everything else is unknown, for one reason."""
    unknown: dict[str, Any] = {row.name: Unknown(found.reason) for row in fields(AnyModel)}
    return AnyModel(
        **unknown
        | known
        | {
            "total_parameters": found.parameters,
            "read_as": read_as,
            "tensors": found.names,
            "not_counted": ", ".join(found.not_counted),
            "assumed": "",
            "unread": "",
            "weights": 2 * found.parameters,
            "stored_weights": found.bytes,
            "stored_as": found.formats,
        }
    )


def _name(model: ExampleConfig, config: str) -> str:
    """The name of the example, unless its configuration was changed."""
    return model.name if config == model.config else ""


def _stored(shape: Architecture) -> Bytes | Unknown:
    try:
        return memory.weights(shape)
    except Uncounted as error:
        return Unknown(str(error))


def _mtp(shape: Architecture) -> Parameters | Unknown:
    try:
        return parameters.multi_token_prediction(shape)
    except Uncounted as error:
        return Unknown(str(error))
