"""How far well-known calculators are off, for each model and figure."""

from collections.abc import Iterator

from calc.analysis.other_calculators import COMPARISONS
from calc.analysis.tables._links import source_links

HEAD = ("Calculator", "What", "Model", "Off by", "")


def rows() -> Iterator[list[str]]:
    """One row for each comparison."""
    for row in COMPARISONS:
        yield [
            source_links([row.source]),
            row.what,
            row.model,
            f"{100 * row.error:+.3g} %" if row.error else "0",
            row.note,
        ]
