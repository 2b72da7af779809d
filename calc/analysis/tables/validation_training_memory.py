"""Training memory beside what models of the transformers library hold."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from calc.analysis import measured
from calc.analysis.tables import _validation
from calc.form import display
from calc.llm import config, memory

HEAD = (
    *("Model", "Batch × context", "Computed again", "Optimizer", "States off by"),
    *("Activations, fused and plain", "Ours, from and to", "Off by"),
)


def rows() -> Iterator[list[str]]:
    """One row for each measured run of a released model that trains everything."""
    for row in compared():
        states = memory.optimizer_states(_model(row["id"]), row["optimizer"])
        low, high = bounds(row["id"])
        fused = row.get("activations_fused")
        plain = row["activations"]
        known = [(low, fused)] if fused else []
        yield [
            row["model"],
            f"{row['micro_batch']} × {row['context']:,}",
            row["recompute"] + (", scores stored" if row["attention"] == "eager" else ""),
            row["optimizer"],
            _validation.difference(states, row["optimizer_states"]),
            ", ".join(display.quantity(x, "B") for x in (fused, plain) if x),
            f"{display.quantity(low, 'B')}, {display.quantity(high, 'B')}",
            ", ".join(_validation.difference(*pair) for pair in [*known, (high, plain)]),
        ]


def compared() -> Iterator[dict[str, Any]]:
    """Rows of models that people know, run by code that the bounds are for."""
    for row in measured.rows("training_memory"):
        small = row["id"].startswith(("small-", "reference-"))
        if not small and "adapters" not in row and "activations_of_chosen_experts" not in row:
            yield row


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in measured.rows("training_memory")}


@cache
def _model(name: str) -> Any:
    return config.read(_rows()[name]["hf_config"])


def bounds(name: str) -> tuple[int, int]:
    """Ours, of the run with this id."""
    row = _rows()[name]
    return memory.activations(
        _model(name),
        row["micro_batch"],
        row["context"],
        "eager" if row["attention"] == "eager" else "fused",
        row["recompute"],
        bytes_per_value=row["bytes_per_parameter"],
        dropout=row["hf_config"]["model_type"] == "gpt2",
    )
