"""What a model's experts make of its size."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, MultipleOf, Unit, doc

from calc.calculators.drawing import model_layers
from calc.calculators.shared import formula_sources, inputs, presets, rows
from calc.chart import Chart
from calc.form.declare import calculator
from calc.form.markers import Formula, Note, Scale, Soft
from calc.llm import memory, parameters
from calc.llm.architecture import Model
from calc.llm.models import SCOUT
from calc.llm.units import Parameters
from calc.units import Bytes, Unknown


@dataclass(frozen=True, kw_only=True)
class Experts:
    """The parameters of a model, and those that one token uses."""

    total_parameters: rows.TotalParameters
    expert_parameters: Annotated[Parameters | Unknown, "One routed expert, in all layers"]
    routed_parameters: Annotated[
        Parameters | Unknown,
        "All routed experts",
        Formula("{routed_experts} × {expert_parameters}", formula_sources.DEFINITION),
    ]
    active_parameters: Annotated[
        Parameters,
        "Active parameters",
        Formula(
            "{total_parameters} − {routed_parameters} + {top_k} × {expert_parameters}",
            formula_sources.DEFINITION,
        ),
    ]
    sparsity: rows.Sparsity
    bytes_per_parameter: Annotated[float, Unit("bytes per parameter"), "Bytes per parameter"]
    weights: Annotated[
        Bytes,
        "Weights in memory",
        Formula("{total_parameters} × {bytes_per_parameter}", formula_sources.DEFINITION),
    ]
    layers: Annotated[Chart | Unknown, "Layers"]


@calculator(
    announce=("total_parameters", "active_parameters"),
    first=("model", "routed_experts", "top_k", "expert_ffn_size", "moe_every"),
)
def experts(
    model: Annotated[Model, doc("Model"), presets.EXPERT_MODELS, presets.SHAPES_NOTE] = SCOUT,
    routed_experts: Annotated[
        inputs.RoutedExperts, Note("In each MoE layer; the router chooses from them.")
    ] = presets.shape("routed_experts"),
    shared_experts: inputs.SharedExperts = presets.shape("shared_experts"),
    top_k: inputs.TopK = presets.shape("top_k"),
    expert_ffn_size: Annotated[
        int,
        doc("Expert width"),
        Interval(ge=1, le=1_000_000),
        Soft(256, 65_536),
        Scale("log"),
        Note("Width of one expert's feed-forward block."),
    ] = presets.shape("expert_ffn_size"),
    moe_every: Annotated[
        int,
        doc("MoE in every n-th layer"),
        Interval(ge=1, le=128),
        Soft(1, 8),
        Note("1: every layer (Scout). 2: every second, the others dense (Maverick)."),
    ] = presets.shape("moe_every"),
    num_hidden_layers: Annotated[
        int,
        doc("Layers"),
        Interval(ge=1, le=1000),
        Soft(4, 200),
        Note("Each has attention and a feed-forward block."),
    ] = presets.shape("num_hidden_layers"),
    hidden_size: Annotated[
        int,
        doc("Hidden size"),
        Interval(ge=64, le=131_072),
        MultipleOf(64),
        Soft(512, 32_768),
        Note("Width of the residual stream."),
    ] = presets.shape("hidden_size"),
    precision: Annotated[
        presets.StoredPrecision,
        doc("Precision of the weights"),
        presets.STORED_LABELS,
        Note("Most weights are published in BF16; DeepSeek-V3's in FP8."),
    ] = "bf16",
) -> Experts:
    """How experts set a model's size."""
    changed = presets.reshaped(
        model,
        routed_experts=routed_experts,
        shared_experts=shared_experts,
        top_k=top_k,
        expert_ffn_size=expert_ffn_size,
        moe_every=moe_every,
        num_hidden_layers=num_hidden_layers,
        hidden_size=hidden_size,
    )
    N, N_active = parameters.total(changed), parameters.active(changed)
    routed = presets.or_unknown(lambda: parameters.breakdown(changed).get("routed_experts", 0))
    return Experts(
        total_parameters=N,
        expert_parameters=routed // max(1, routed_experts),
        routed_parameters=routed,
        active_parameters=N_active,
        sparsity=1 - N_active / N,
        bytes_per_parameter=presets.BYTES_PER_VALUE[precision],
        weights=memory.weights(changed, presets.BYTES_PER_VALUE[precision]),
        layers=presets.or_unknown(lambda: model_layers.chart(changed)),
    )
