"""How far well-known calculators are off."""

from collections.abc import Iterator

from calc.analysis.calculators import COMPARISONS
from calc.analysis.tables._sources import cited

HEAD = ("Calculator", "What", "Model", "Off by", "")


def rows() -> Iterator[list[str]]:
    """A row a tool, a figure and a model."""
    for row in COMPARISONS:
        yield [
            cited([row.source]),
            row.what,
            row.model,
            f"{100 * row.error:+.3g} %" if row.error else "0",
            row.note,
        ]
