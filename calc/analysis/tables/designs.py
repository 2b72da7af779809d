"""The experts of the story's models beside one another, computed from their shapes."""

from collections.abc import Iterator

from calc.form import display
from calc.llm import architecture, parameters, stack
from calc.llm.models import (
    DEEPSEEK_MOE_16B,
    DEEPSEEK_V3,
    MAVERICK,
    MIXTRAL_8X7B,
    MIXTRAL_8X22B,
    SCOUT,
)

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
    """A row a model whose shape is published."""
    for model in (SCOUT, MAVERICK, DEEPSEEK_V3, DEEPSEEK_MOE_16B, MIXTRAL_8X7B, MIXTRAL_8X22B):
        shape = architecture.moe_shape(model)
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
