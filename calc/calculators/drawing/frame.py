"""Where the blocks of a layer are drawn, and how long one unit of width is."""

from dataclasses import dataclass

from calc.chart.figure import Cell

type Row = tuple[str | Cell, ...]

_MAX_LENGTH = 232.0
"""Length of the widest block: the room beside the brackets in the drawing of Scout."""


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
        """The right end of the widest block, the same in every drawing: all have one scale."""
        return min(self.left + _MAX_LENGTH, self.right)

    def length(self, width: int) -> float:
        return width * (self.edge - self.left) / self.widest
