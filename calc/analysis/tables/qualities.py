"""The grades of evidence of the published runs."""

from collections.abc import Iterator

from calc.analysis.runs import QUALITIES, RUNS

HEAD = ("Evidence", "What it means", "Runs")


def rows() -> Iterator[list[str]]:
    """One row for each grade."""
    for quality, meaning in QUALITIES.items():
        count = sum(run.quality == quality for run in RUNS.values())
        yield [quality, meaning, str(count)]
