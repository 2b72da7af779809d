"""What a trillion tokens cost in all published runs."""

from collections.abc import Iterable

from calc.analysis import runs
from calc.analysis.runs import RUNS, Run
from calc.chart.axis import Axis
from calc.chart.plot import Point, Series
from calc.chart.scatter import Scatter

LABELLED_RUNS = ("scout", "maverick", "deepseek-v3", "llama-3.1-405b", "palm-540b", "llama-2-70b")
"""Runs with their name beside the point; the names of others are in tooltips and in the table."""


def chart() -> Scatter:
    """GPU-hours per trillion tokens against active parameters, both on log axes."""
    others = [run for run in RUNS.values() if run.key not in ("scout", "maverick")]
    return Scatter(
        title="What a trillion tokens cost",
        description="GPU-hours per trillion tokens against active parameters, for every run whose "
        "maker states hours and tokens. Runs on older chips lie higher; Scout and Maverick lie "
        "among the others.",
        x=Axis(label="Active parameters", unit="parameters", log=True),
        y=Axis(label="GPU-hours per trillion tokens", unit="GPU-hours", log=True),
        series=(
            _series("Dense", "other", (run for run in others if run.kind == "dense")),
            _series("Mixture of experts", "other", (run for run in others if run.kind == "moe")),
            _series("Llama 4 Scout", "scout", [RUNS["scout"]]),
            _series("Llama 4 Maverick", "maverick", [RUNS["maverick"]]),
        ),
    )


def _series(name: str, role: str, of: Iterable[Run]) -> Series:
    points = tuple(
        Point(
            x=run.active,
            y=runs.gpu_hours_per_trillion_tokens(run),
            name=run.name,
            labelled=run.key in LABELLED_RUNS,
        )
        for run in of
    )
    return Series(name=name, role=role, points=points)
