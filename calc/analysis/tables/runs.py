"""The published runs: what their makers state, and what it implies."""

from collections.abc import Iterator

from calc.analysis import runs
from calc.analysis.tables._links import source_links
from calc.form import display, numbers
from calc.units import Unknown

HEAD = (
    "Run",
    "Active",
    "Tokens",
    "Accelerator-hours",
    "On",
    "How many",
    "Hours per trillion tokens",
    "Implied speed of one",
    "Implied MFU",
    "Hours at the MFU it reports",
    "Evidence",
    "Source of the hours",
)


def rows() -> Iterator[list[str]]:
    """One row for each run."""
    for run in runs.RUNS.values():
        speed, mfu = runs.flops_per_gpu(run), runs.mfu(run)
        hours = numbers.canonical(run.gpu_hours)
        yield [
            run.name,
            numbers.canonical(run.active),
            numbers.canonical(run.tokens),
            hours if run.hour_of == "GPU" else f"{hours} {run.hour_of}-hours",
            run.accelerator_stated,
            "not published" if isinstance(run.accelerators, Unknown) else f"{run.accelerators:,}",
            f"{round(runs.gpu_hours_per_trillion_tokens(run)):,}",
            _shown(speed, "FLOP/s"),
            _shown(mfu, "1"),
            _predicted(run),
            run.quality,
            _told(run),
        ]


def _told(run: runs.Run) -> str:
    """Where the hours are from, what else was read, and the note."""
    also = f" Also: {source_links(run.more_sources)}." if run.more_sources else ""
    note = f" {run.note}" if run.note else ""
    return f"{source_links([run.source])}, {run.where}.{also}{note}"


def _predicted(run: runs.Run) -> str:
    """The hours that the cost model predicts at the reported MFU, as a share of the published."""
    hours = runs.predicted_gpu_hours(run, run.reported_mfu)
    if isinstance(hours, Unknown):
        return "none reported"
    return f"{100 * hours / run.gpu_hours:.0f} % of the published"


def _shown(value: float | Unknown, unit: str) -> str:
    return "unknown" if isinstance(value, Unknown) else display.quantity(value, unit)
