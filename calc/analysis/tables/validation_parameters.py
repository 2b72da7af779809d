"""Our parameter counts beside those of real implementations."""

from collections.abc import Iterator

from calc.analysis.tables import _truth
from calc.llm import config, parameters

HEAD = ("Model", "Family", "Total, ours", "Off by", "Active, ours", "Off by")


def rows() -> Iterator[list[str]]:
    """A row a model of calc/analysis/data/parameters.jsonl, counted from its config.json."""
    for truth in _truth.read("parameters"):
        model = config.read(truth["hf_config"])
        tower = parameters.vision(model) if truth["id"].endswith("+vision") else 0
        total, active = parameters.total(model) + tower, parameters.active(model) + tower
        yield [
            truth["id"],
            f"`{truth['model_type']}`",
            f"{total:,}",
            _truth.residual(total, truth["total_params"]),
            f"{active:,}",
            _truth.residual(active, truth["active_params"]),
        ]
