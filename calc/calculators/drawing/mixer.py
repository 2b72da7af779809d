"""Attention and state-space blocks, drawn as the mask of what each token reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from calc.calculators.drawing.frame import Frame, Row
from calc.chart import marks, text
from calc.chart.figure import Cell
from calc.chart.geometry import Box

type Kind = Literal["full", "chunked", "sliding", "selected", "state"]


@dataclass(frozen=True, kw_only=True)
class Mixer:
    """A block that carries information between tokens: attention, or a state space."""

    label: str
    kind: Kind
    """The pattern of earlier tokens that a token reads."""
    note: str = ""
    width: int = 0
    """It has no width on the scale of the feed-forward blocks."""

    def draw(self, frame: Frame, y: float) -> tuple[float, str]:
        """The mask, a row for each token and a column for each one it reads, and the label."""
        s, left = 28.0, frame.left
        x, middle = left + s + 8, y + s / 2
        glyph = marks.rect(Box(left, y, left + s, y + s), marks.data("idle"), self.label)
        room = frame.right - left - s - 8
        body = glyph + _mask(self.kind, left, y, s)
        if not self.note:
            return s + 4, body + marks.words(text.wrap(self.label, room, 2), x, middle, middle=True)
        half = marks.LEADING / 2
        label, note = text.shorten(self.label, room), text.shorten(self.note, room)
        body += marks.words(label, x, middle, middle=True, below=-half)
        body += marks.words(note, x, middle, attributes=marks.data("tick"), middle=True, below=half)
        return s + 4, body

    def rows(self, layers: int) -> list[Row]:
        return [(self.label, Cell(value=layers), "", "", "")]


_GRID = 8
_MASKS: dict[Kind, Callable[[int, int], bool]] = {
    "full": lambda i, j: True,
    "chunked": lambda i, j: i // 4 == j // 4,
    "sliding": lambda i, j: i - j < 3,
    "selected": lambda i, j: i == j or (3 * i + 5 * j) % 7 in (0, 3),
    "state": lambda i, j: i == j,
}
"""Whether token i reads token j, which is not after it."""


def _mask(kind: Kind, left: float, top: float, size: float) -> str:
    """A row for each token and a square in it for each token it reads."""
    cell = size / _GRID
    squares = "".join(
        f"M{marks.number(left + j * cell)} {marks.number(top + i * cell)}h{cell}v{cell}h-{cell}z"
        for i in range(_GRID)
        for j in range(i + 1)
        if _MASKS[kind](i, j)
    )
    return f'<path d="{squares}" data-mask=""/>'
