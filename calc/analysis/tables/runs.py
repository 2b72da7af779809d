"""The published runs: what their makers state, and what it implies."""

from collections.abc import Iterator

from calc.analysis import cite, runs
from calc.analysis.tables._links import source_links
from calc.form import display, numbers
from calc.units import Unknown

HEAD = (
    "Run",
    "Active",
    "Tokens",
    "Hours",
    "On",
    "Hours per trillion tokens",
    "Implied speed of one",
    "Implied MFU",
    "Evidence",
    "Source of the hours",
)


def rows() -> Iterator[list[str]]:
    """One row for each run."""
    for run in runs.RUNS.values():
        hours = cite.gpu_hours(round(run.gpu_hours))
        yield [
            run.name,
            numbers.canonical(run.active),
            numbers.canonical(run.tokens),
            hours if run.hour_of == "GPU" else f"{hours} {run.hour_of}-hours",
            _accelerators(run),
            f"{round(runs.gpu_hours_per_trillion_tokens(run)):,}",
            _shown(runs.flops_per_gpu(run), "FLOP/s"),
            _shown(runs.mfu(run), "1"),
            run.quality,
            _told(run),
        ]


def _accelerators(run: runs.Run) -> str:
    """What it ran on, and how many, if that is published."""
    if isinstance(run.accelerators, Unknown):
        return run.accelerator_stated
    return f"{run.accelerators:,} {run.accelerator_stated}"


def _told(run: runs.Run) -> str:
    """Where the hours are from, what else was read, and the note."""
    also = f" Also: {source_links(run.more_sources)}." if run.more_sources else ""
    note = f" {run.note}" if run.note else ""
    return f"{source_links([run.source])}, {run.where}.{also}{note}"


def _shown(value: float | Unknown, unit: str) -> str:
    return "unknown" if isinstance(value, Unknown) else display.quantity(value, unit)
