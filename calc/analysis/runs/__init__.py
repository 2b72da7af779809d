"""Training runs whose makers state GPU-hours and tokens: a test of the cost model.

    runs.RUNS["scout"]                  # a Run
    runs.flops_per_gpu(run)             # 6 N_active D / (3600 h), a lower bound
    runs.mfu(run)                       # of the BF16 peak; Unknown if the peak is
    runs.predicted_gpu_hours(run, mfu)  # GPU-hours by the cost model

Each run has its source, and a grade for the quality of its figures.
"""

from calc.analysis.runs.dense import DENSE
from calc.analysis.runs.llama import LLAMA
from calc.analysis.runs.moe import MOE
from calc.analysis.runs.run import (
    QUALITIES,
    Quality,
    Run,
    compute,
    flops_per_gpu,
    gpu_hours_per_trillion_tokens,
    mfu,
    predicted_gpu_hours,
)

__all__ = [
    "QUALITIES",
    "RUNS",
    "Quality",
    "Run",
    "compute",
    "flops_per_gpu",
    "gpu_hours_per_trillion_tokens",
    "mfu",
    "predicted_gpu_hours",
]

RUNS: dict[str, Run] = {
    run.key: run
    for run in sorted((*LLAMA, *MOE, *DENSE), key=lambda run: (run.kind == "dense", run.quality))
}
"""By key: MoE before dense, then by quality."""
