"""How far well-known calculators are off."""

from collections.abc import Iterator

from calc.fence.tables import cited
from calc.llm.published.calculators import COMPARISONS

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
