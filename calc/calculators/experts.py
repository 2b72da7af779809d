"""What a model's experts make of its size."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, MultipleOf, Unit, doc

from calc.calculators import _inputs, _layers, _rows, _sources, _story
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
    """A model's size, all of it and what one token uses."""

    total_parameters: _rows.TotalParameters
    expert_parameters: Annotated[Parameters | Unknown, "One routed expert, in all layers"]
    routed_parameters: Annotated[
        Parameters | Unknown,
        "All routed experts",
        Formula("{routed_experts} × {expert_parameters}", _sources.DEFINITION),
    ]
    active_parameters: Annotated[
        Parameters,
        "Active parameters",
        Formula(
            "{total_parameters} − {routed_parameters} + {top_k} × {expert_parameters}",
            _sources.DEFINITION,
        ),
    ]
    sparsity: _rows.Sparsity
    bytes_per_parameter: Annotated[float, Unit("bytes per parameter"), "Bytes per parameter"]
    weights: Annotated[
        Bytes,
        "Weights in memory",
        Formula("{total_parameters} × {bytes_per_parameter}", _sources.DEFINITION),
    ]
    layers: Annotated[Chart | Unknown, "Layers"]


@calculator(said=("total_parameters", "active_parameters"))
def experts(
    model: Annotated[Model, doc("Model"), _story.EXPERT_MODELS, _story.SHAPES] = SCOUT,
    routed_experts: Annotated[
        _inputs.RoutedExperts, Note("In each MoE layer; the router chooses from them.")
    ] = _story.shape("routed_experts"),
    shared_experts: _inputs.SharedExperts = _story.shape("shared_experts"),
    top_k: _inputs.TopK = _story.shape("top_k"),
    expert_ffn_size: Annotated[
        int,
        doc("Expert width"),
        Interval(ge=1, le=1_000_000),
        Soft(256, 65_536),
        Scale("log"),
        Note("Width of one expert's feed-forward block."),
    ] = _story.shape("expert_ffn_size"),
    moe_every: Annotated[
        int,
        doc("MoE in every n-th layer"),
        Interval(ge=1, le=128),
        Soft(1, 8),
        Note("1: every layer (Scout). 2: every second, the others dense (Maverick)."),
    ] = _story.shape("moe_every"),
    num_hidden_layers: Annotated[
        int,
        doc("Layers"),
        Interval(ge=1, le=1000),
        Soft(4, 200),
        Note("Each has attention and a feed-forward block."),
    ] = _story.shape("num_hidden_layers"),
    hidden_size: Annotated[
        int,
        doc("Hidden size"),
        Interval(ge=64, le=131_072),
        MultipleOf(64),
        Soft(512, 32_768),
        Note("Width of the residual stream."),
    ] = _story.shape("hidden_size"),
    precision: Annotated[
        _story.Stored,
        doc("Precision of the weights"),
        _story.STORED,
        Note("Most weights are published in BF16; DeepSeek-V3's in FP8."),
    ] = "bf16",
) -> Experts:
    """What the experts make of a model's size."""
    changed = _story.reshaped(
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
    routed = _story.known(lambda: parameters.breakdown(changed).get("routed_experts", 0))
    return Experts(
        total_parameters=N,
        expert_parameters=routed // max(1, routed_experts),
        routed_parameters=routed,
        active_parameters=N_active,
        sparsity=1 - N_active / N,
        bytes_per_parameter=_story.BYTES[precision],
        weights=memory.weights(changed, _story.BYTES[precision]),
        layers=_story.known(lambda: _layers.drawing(changed)),
    )
