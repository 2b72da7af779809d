"""Rows that were measured on real implementations, from `calc/analysis/data/`, and the figure of
ours that one of them is compared with.
"""

from functools import cache
from typing import Any

from calc.analysis.measured import rows
from calc.llm import flops
from calc.llm.architecture import Architecture

__all__ = ["float32_parameters", "matmul_flop", "parameters", "rows"]


@cache
def parameters() -> dict[str, dict[str, Any]]:
    """The rows of `parameters.jsonl` by id."""
    return {row["id"]: row for row in rows("parameters")}


def float32_parameters(model: Architecture) -> int:
    """How many parameters a quantised checkpoint is taken to have in FP32: hyper-connections, which
    transformers' quantiser leaves to the loader.
    """
    d = model.hidden_size
    inside = sum(b.float32_parameters(d) for layer in model.layers for b in layer.blocks)
    return inside + sum(extra.parameters for extra in model.extras if extra.float32)


def matmul_flop(model: Architecture, context: int) -> float:
    """FLOP of all products with weights in a forward pass: what does not mix tokens or streams."""
    mixing = sum(
        n * flop for layer, n in model.layer_counts for flop in layer.mixing_flop(context).values()
    )
    return flops.forward(model, context) * context - mixing
