"""Our KV cache beside what transformers' cache classes hold."""

from collections.abc import Iterator

from calc.analysis.tables import _truth
from calc.form import display
from calc.llm import config, memory

HEAD = ("Model", "Context", "Elements, ours", "Off by", "In BF16", "If every layer kept all")


def rows() -> Iterator[list[str]]:
    """A row a model and a context of calc/analysis/data/kv_cache.jsonl."""
    models = {row["id"]: config.read(row["hf_config"]) for row in _truth.read("parameters")}
    for truth in _truth.read("kv_cache"):
        model, context = models[truth["id"]], truth["context"]
        ours = memory.elements(model, context)
        yield [
            truth["id"],
            f"{context:,}",
            f"{ours:,}",
            _truth.residual(ours, truth["elements_formula_window_W"]),
            display.quantity(memory.kv_cache(model, context), "B"),
            display.quantity(memory.kv_cache_full_pages(model, context), "B"),
        ]
