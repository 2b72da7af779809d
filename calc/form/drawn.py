"""The base class of results that are figures. `form` uses it, so that it need not know charts."""

from collections.abc import Sequence
from typing import Self


class Drawn:
    """A result that is shown as a figure below the table. All of `calc.chart` are."""

    def markup(self, key: str) -> str:
        """The figure as HTML; `key` is its id."""
        raise NotImplementedError

    def with_scenarios(self, pinned: Sequence[tuple[str, Self]]) -> list[Self]:
        """The figures that show it and those of pinned scenarios, each (name, figure)."""
        raise NotImplementedError
