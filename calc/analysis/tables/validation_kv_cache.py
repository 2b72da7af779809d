"""The KV cache beside what transformers' cache classes hold."""

from collections.abc import Iterator

from calc.analysis import measured
from calc.analysis.tables import _validation
from calc.form import display
from calc.llm import memory

HEAD = ("Model", "Context", "Elements, ours", "Off by", "In BF16", "If every layer kept all")


def rows() -> Iterator[list[str]]:
    """One row for each model and context of kv_cache.jsonl."""
    for row in measured.rows("kv_cache"):
        model, context = _validation.models()[row["id"]], row["context"]
        ours = memory.kv_cache_elements(model, context)
        yield [
            row["id"],
            f"{context:,}",
            f"{ours:,}",
            _validation.difference(ours, row["elements_formula_window_W"]),
            display.quantity(memory.kv_cache(model, context), "B"),
            display.quantity(memory.kv_cache_unwindowed(model, context), "B"),
        ]
