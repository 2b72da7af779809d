"""Parameter counts beside those of real implementations."""

from collections.abc import Iterator

from calc.analysis import measured
from calc.analysis.tables import _validation
from calc.llm import parameters

HEAD = ("Model", "Family", "Total, ours", "Off by", "Active, ours", "Off by")


def rows() -> Iterator[list[str]]:
    """One row for each model of parameters.jsonl, counted from its config.json."""
    for row in measured.rows("parameters"):
        model = _validation.models()[row["id"]]
        tower = parameters.vision(model) if row["id"].endswith("+vision") else 0
        total, active = parameters.total(model) + tower, parameters.active(model) + tower
        yield [
            row["id"],
            f"`{row['model_type']}`",
            f"{total:,}",
            _validation.difference(total, row["total_params"]),
            f"{active:,}",
            _validation.difference(active, row["active_params"]),
        ]
