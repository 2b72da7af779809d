"""Where the blocks of a layer are drawn, and how long one unit of width is."""

from dataclasses import dataclass

from calc.chart.figure import Cell

type Row = tuple[str | Cell, ...]

_LENGTH = 232.0
"""Of the widest block: what the brackets leave of the drawing of Scout."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where blocks go, and how long one unit of width is."""

    left: float
    right: float
    widest: int
    role: str
    key: str

    @property
    def edge(self) -> float:
        """Where feed-forward blocks end: in every drawing at the same place, so on one scale."""
        return min(self.left + _LENGTH, self.right)

    def length(self, width: int) -> float:
        return width * (self.edge - self.left) / self.widest
