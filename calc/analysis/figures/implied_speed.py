"""How fast each GPU of a published run must have been."""

from calc.analysis import runs
from calc.analysis.runs import RUNS, Run
from calc.chart.axis import Axis
from calc.chart.ranges import Range, Ranges
from calc.units import Unknown

HOPPER = ("h100-sxm", "h800-sxm")
"""GPUs with the same peak, so that speeds compare."""
MIN_ACTIVE = 10**9
"""Matrices of smaller models are too small to keep such a GPU busy."""


def comparable() -> list[Run]:
    """Runs on these GPUs whose maker's figures are not weak, from the fastest to the slowest."""
    found = (run for run in RUNS.values() if run.accelerator in HOPPER and run.quality != "C")
    return sorted((run for run in found if run.active >= MIN_ACTIVE), key=_speed, reverse=True)


def place(key: str) -> int:
    """Where a run stands in the order of speed, the fastest first, counted from 1."""
    return [run.key for run in comparable()].index(key) + 1


def chart() -> Ranges:
    """A point for each run."""
    found = comparable()
    return Ranges(
        title=f"Neither Llama 4 run stands out among {len(found)} on the same kind of GPU",
        description="The speed that each H100 or H800 must have sustained: six operations per "
        "active parameter and token, divided by the published GPU-hours. Weak figures and models "
        "with less than a billion active parameters are left out.",
        axis=Axis(label="Speed of one GPU", unit="FLOP/s", covers=(0.0,)),
        ranges=tuple(Range(name=run.name, value=_speed(run), role=_role(run)) for run in found),
    )


def _speed(run: Run) -> float:
    speed = runs.flops_per_gpu(run)
    assert not isinstance(speed, Unknown)
    return speed


def _role(run: Run) -> str:
    return run.key if run.key in ("scout", "maverick") else "other"
