"""The grades of evidence, and what each means."""

from collections.abc import Iterator

from calc.analysis.evidence import GRADES

HEAD = ("Evidence", "What it means")


def rows() -> Iterator[list[str]]:
    """One row for each grade."""
    for name, meaning in GRADES.values():
        yield [f"**{name}**", meaning]
