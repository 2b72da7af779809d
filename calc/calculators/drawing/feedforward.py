"""Feed-forward blocks, drawn to scale: the wider the block, the longer."""

from dataclasses import dataclass
from itertools import chain, repeat

from calc.calculators.drawing.frame import Frame, Row
from calc.chart import marks, text, texture
from calc.chart.figure import Cell
from calc.chart.geometry import Box


@dataclass(frozen=True, kw_only=True)
class Dense:
    """A feed-forward block that every token passes through."""

    width: int
    label: str = "Dense FFN"

    def draw(self, frame: Frame, y: float) -> tuple[float, str]:
        words = f"{self.label}, {self.width:,} wide"
        lines = text.wrap(words, frame.right - frame.left, 2)
        top = y + text.LINE * len(lines) + 2
        box = Box(frame.left, top, frame.left + frame.length(self.width), top + 11)
        whole = texture.part(box, texture.SOLID, frame.key, frame.role, words)
        return top + 12 - y, _above(lines, frame.left, top) + whole

    def rows(self, layers: int) -> list[Row]:
        width = Cell(value=self.width)
        return [(self.label, Cell(value=layers), width, Cell(value=1), Cell(value=1))]


@dataclass(frozen=True, kw_only=True)
class Experts:
    """A mixture of experts: shared ones, and routed ones of which a router picks some."""

    routed: int
    active: int
    """Routed experts that one token uses."""
    each: int
    """Width of one routed expert."""
    shared: int = 0
    shared_each: int = 0
    """Width of one shared expert."""

    @property
    def width(self) -> int:
        """The width that one token uses, at least that of one expert."""
        return max(self.each, self.shared * self.shared_each + self.active * self.each)

    @property
    def label(self) -> str:
        routed = f"{self.active:,} of {self.routed:,} routed experts"
        if not self.shared:
            return f"{routed}, each {self.each:,} wide"
        if self.shared_each == self.each:
            return f"{self.shared:,} shared and {routed}, each {self.each:,} wide"
        one = "one" if self.shared == 1 else "each"
        return (
            f"{self.shared:,} shared, {one} {self.shared_each:,} wide, "
            f"and {routed}, each {self.each:,}"
        )

    def draw(self, frame: Frame, y: float) -> tuple[float, str]:
        lines = text.wrap(self.label, frame.right - frame.left, 3)
        top = y + text.LINE * len(lines) + 2
        rows, body = self._boxes(frame, top)
        return top + 14 * rows - 2 - y, _above(lines, frame.left, top) + body

    def _boxes(self, frame: Frame, y: float) -> tuple[int, str]:
        """Boxes of shared, picked and idle experts; the last of three rows may end in "… 128"."""
        each, shared = frame.length(self.each), frame.length(self.shared_each)
        kinds = (
            (self.shared, max(_MIN_LENGTH, shared), _shared),
            (self.active, max(_MIN_LENGTH, each), _picked),
            (self.routed - self.active, max(_MIN_LENGTH, each), _idle),
        )
        boxes = chain.from_iterable(repeat((size, kind), n) for n, size, kind in kinds)
        left_over = self.shared + self.routed
        x, row, placed = frame.left, 0, []
        for size, kind in boxes:
            if x + size > frame.edge + 0.1 and x > frame.left:
                x, row = frame.left, row + 1
            if row == _MAX_ROWS:
                break
            top = y + 14 * row
            placed.append((Box(x, top, x + max(0.6, size - 1), top + 11), kind))
            x, left_over = x + size, left_over - 1
        if not left_over:
            return row + 1, "".join(kind(frame, box) for box, kind in placed)
        ending, top = f"… {self.routed:,}", y + 14 * (_MAX_ROWS - 1)
        edge = frame.edge - text.width(ending) - 6
        placed = [pair for pair in placed if pair[0].top < top or pair[0].right <= edge]
        x = max([frame.left, *(box.right + 6 for box, _ in placed if box.top == top)])
        body = "".join(kind(frame, box) for box, kind in placed)
        return _MAX_ROWS, body + marks.words(ending, x, top + 5.5, middle=True)

    def rows(self, layers: int) -> list[Row]:
        counts = (
            ("Shared experts", self.shared_each, self.shared, self.shared),
            ("Routed experts", self.each, self.routed, self.active),
        )
        return [
            (name, Cell(value=layers), Cell(value=width), Cell(value=number), Cell(value=used))
            for name, width, number, used in counts
            if number
        ]


def _above(lines: tuple[str, ...], x: float, top: float) -> str:
    """The lines of a label, the last one right above the block."""
    return marks.words(lines, x, top - 5, below=-marks.LEADING * (len(lines) - 1))


_MAX_ROWS = 3
_MIN_LENGTH = 2.2
"""Experts that would be shorter are drawn this long, not to scale, so that they can be seen."""


def _shared(frame: Frame, box: Box) -> str:
    return texture.part(box, texture.SOLID, frame.key, frame.role, "shared expert")


def _picked(frame: Frame, box: Box) -> str:
    return texture.part(box, texture.HATCHED, frame.key, frame.role, "routed expert, picked")


def _idle(frame: Frame, box: Box) -> str:
    return marks.rect(
        _inset(box), marks.role(frame.role) + marks.data("idle"), "routed expert, idle"
    )


def _inset(box: Box) -> Box:
    """The box for an outline, so that its stroke stays within `box`."""
    return Box(box.left + 0.4, box.top + 0.4, box.right - 0.4, box.bottom - 0.4)


SWATCHES = (
    (_shared, "for every token"),
    (_picked, "picked by the router"),
    (_idle, "idle"),
)
"""The marks of the legend, each with its meaning."""
