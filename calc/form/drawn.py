"""Results that are drawn: what a form asks of a chart, so that `form` need not know charts."""

from collections.abc import Sequence
from typing import Self


class Drawn:
    """A result that is shown as a figure below the table. Charts are; see `calc.chart`."""

    def markup(self, key: str) -> str:
        """The figure as HTML; `key` is its id."""
        raise NotImplementedError

    def beside(self, pinned: Sequence[tuple[str, Self]]) -> list[Self]:
        """The figures that show this one and those of pinned scenarios, each (name, figure)."""
        raise NotImplementedError
