"""How the analysed models use experts, computed from their shapes."""

from collections.abc import Iterator

from calc.analysis.figures import total_parameters
from calc.form import display
from calc.llm import parameters, stack
from calc.llm.reshape import moe_shape

HEAD = (
    "Model",
    "Routed + shared, used",
    "Expert width",
    "Width ÷ hidden size",
    "MoE layers",
    "Total",
    "Active",
    "Idle",
)


def rows() -> Iterator[list[str]]:
    """One row for each model whose layers are published."""
    for model in total_parameters.MODELS:
        shape = moe_shape(model)
        N, N_active = parameters.total(model), parameters.active(model)
        yield [
            model.name,
            f"{shape.routed_experts} + {shape.shared_experts}, top {shape.top_k}",
            f"{shape.expert_ffn_size:,}",
            display.quantity(shape.expert_ffn_size / shape.hidden_size, "ratio"),
            f"{sum(map(stack.is_moe, model.layers))} of {len(model.layers)}",
            display.quantity(N, "parameters"),
            display.quantity(N_active, "parameters"),
            display.quantity(1 - N_active / N, "1"),
        ]
