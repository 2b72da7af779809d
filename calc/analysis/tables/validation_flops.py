"""Our forward FLOPs beside a count of every matrix product, and beside well-known formulas."""

from collections.abc import Iterator

from calc.analysis.tables import _truth
from calc.llm import config, flops, parameters

HEAD = (
    "Model",
    "Context",
    "GFLOP per token, ours",
    "Off by",
    "2 N_active",
    "torchtitan",
    "Megatron-LM",
    "Every pair, no mask",
)


def rows() -> Iterator[list[str]]:
    """A row a model and a context of calc/analysis/data/forward_flops.jsonl."""
    models = {row["id"]: config.read(row["hf_config"]) for row in _truth.read("parameters")}
    for truth in _truth.read("forward_flops"):
        model, context = models[truth["id"]], truth["seq_len"]
        counted = truth["forward_flops_per_token"]
        exact = counted["exact_unmasked_pairs"]
        ours = flops.forward(model, context)
        close = abs(ours - exact) <= 1e-9 * exact
        yield [
            truth["id"],
            f"{context:,}",
            f"{ours / 1e9:,.3f}",
            "0" if close else _truth.residual(ours, exact),
            _share(2 * parameters.active(model), exact),
            _share(counted.get("torchtitan_formula"), exact),
            _share(counted.get("megatron_lm"), exact),
            _share(counted.get("flopcounter_full_square"), exact),
        ]


def _share(theirs: float | None, exact: float) -> str:
    return "none" if theirs is None else f"{100 * (theirs / exact - 1):+.1f} %"
