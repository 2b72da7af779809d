"""Training runs whose publishers state GPU-hours and tokens: a check of the cost model.

    runs.RUNS["scout"]                 # a Run: figures, quality, source, note
    runs.flops_per_gpu(run)            # 6 N_active D over all its hours, a lower bound
    runs.mfu(run)                      # of the BF16 peak; Unknown where that is
    runs.predicted_gpu_hours(run, mfu) # what the cost model expects

Nothing else imports this package, so it costs nothing until a page asks for it.
"""

from calc.analysis.runs.dense import DENSE
from calc.analysis.runs.llama import LLAMA
from calc.analysis.runs.moe import MOE
from calc.analysis.runs.run import (
    NO_CO2,
    NO_MFU,
    Quality,
    Run,
    compute,
    flops_per_gpu,
    gpu_hours_per_trillion_tokens,
    mfu,
    predicted_gpu_hours,
)

__all__ = [
    "NO_CO2",
    "NO_MFU",
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
