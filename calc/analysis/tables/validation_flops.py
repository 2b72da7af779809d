"""Forward FLOPs beside a count of every matrix product, and beside well-known formulas."""

from collections.abc import Iterator

from calc.analysis import measured
from calc.analysis.tables import _validation
from calc.llm import flops, parameters

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
    """One row for each model and context of forward_flops.jsonl."""
    for row in measured.rows("forward_flops"):
        model, context = _validation.models()[row["id"]], row["seq_len"]
        counted = row["forward_flops_per_token"]
        exact = counted["exact_unmasked_pairs"]
        ours = flops.forward(model, context)
        close = abs(ours - exact) <= 1e-9 * exact
        yield [
            row["id"],
            f"{context:,}",
            f"{ours / 1e9:,.3f}",
            "0" if close else _validation.difference(ours, exact),
            _share(2 * parameters.active(model), exact),
            _share(counted.get("torchtitan_formula"), exact),
            _share(counted.get("megatron_lm"), exact),
            _share(counted.get("flopcounter_full_square"), exact),
        ]


def _share(theirs: float | None, exact: float) -> str:
    return "none" if theirs is None else f"{100 * (theirs / exact - 1):+.1f} %"
