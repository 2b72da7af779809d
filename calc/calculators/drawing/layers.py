"""The layers of a model, drawn: the residual stream with the blocks that read it and add to it.

The length of a feed-forward block is its width in the model, on one scale for all. So a drawing
shows whether experts are fine-grained, and how a dense block compares with what a token uses of an
MoE block.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from calc.calculators.drawing import feedforward
from calc.calculators.drawing.feedforward import Dense, Experts
from calc.calculators.drawing.frame import Frame
from calc.calculators.drawing.mixer import Mixer
from calc.chart import legend, marks, text, texture
from calc.chart.figure import WIDTH, Chart, Drawing, Table
from calc.chart.geometry import Box

type Block = Mixer | Dense | Experts

_STREAM = 8.0
_LEFT = 30.0


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One layer, or several alike in a row."""

    blocks: tuple[Block, ...]
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Group:
    """Layers in a row, and how often that row repeats."""

    layers: tuple[Layer, ...]
    times: int = 1


@dataclass(frozen=True, kw_only=True)
class Layers(Chart):
    """A model's layers; those that repeat are drawn once."""

    groups: tuple[Group, ...]
    stream: int = 0
    """Width of the residual stream, hidden_size."""
    widest: int = 0
    """Width of the block that is drawn at full length, so that several drawings have one scale; if
    this model has a wider block, that one is."""
    role: str = "other"
    items: ClassVar[str] = ""

    def draw(self, key: str) -> Drawing:
        blocks = [block for block, _ in self._blocks()]
        if not blocks:
            return Drawing(height=0, body="")
        inner = max(_bracket_room(layer.count) for g in self.groups for layer in g.layers)
        outer = max(_bracket_room(group.times) for group in self.groups)
        frame = Frame(
            left=_LEFT,
            right=WIDTH - inner - outer,
            widest=max(self.widest, 1, *(block.width for block in blocks)),
            role=self.role,
            key=key,
        )
        y, body = 26.0, ""
        for group in self.groups:
            top = y
            for layer in filter(_has_blocks, group.layers):
                high, drawn = _layer(layer, frame, y)
                body += drawn + _bracket(frame.right + 6, y, y + high - 8, layer.count)
                y += high + 6
            body += _bracket(frame.right + inner + 6, top, y - 14, group.times)
            y += 8
        legend_height, swatches = _legend(blocks, frame, y + 6)
        body = texture.patterns(key, (texture.HATCHED,)) + self._stream(y - 6) + body
        return Drawing(height=y + 6 + legend_height, body=body + swatches)

    def _stream(self, end: float) -> str:
        """The line that all blocks read and add to, with its name above it."""
        width = f", {self.stream:,} wide" if self.stream else ""
        x = _STREAM
        arrow = f"M{x - 4} {marks.number(end - 6)}h8l-4 7z"
        return (
            marks.words(f"Residual stream{width}", 0, 12, attributes=marks.data("axis"))
            + marks.line(x, 18, x, end - 6, marks.data("stream"))
            + f'<path d="{arrow}"/>'
        )

    def _blocks(self) -> Iterator[tuple[Block, int]]:
        """Each block, with the number of layers that have it."""
        for group in self.groups:
            for layer in group.layers:
                for block in layer.blocks:
                    yield block, layer.count * group.times

    def numbers(self) -> Table:
        """A row for each kind of block, with the number of layers that have it."""
        layers: dict[Block, int] = {}
        for block, count in self._blocks():
            layers[block] = layers.get(block, 0) + count
        return Table(
            head=("Block", "Layers", "Width", "In each layer", "For one token"),
            rows=tuple(row for block, count in layers.items() for row in block.rows(count)),
        )


def _has_blocks(layer: Layer) -> bool:
    return bool(layer.blocks)


def _layer(layer: Layer, frame: Frame, y: float) -> tuple[float, str]:
    """The blocks of a layer below each other; each reads the stream and adds to it."""
    start, body = y, ""
    for block in layer.blocks:
        high, drawn = block.draw(frame, y)
        reads, adds = y + 6, y + high - 6
        body += marks.line(_STREAM, reads, _LEFT - 6, reads, marks.data("flow"))
        body += marks.polyline(
            ((_LEFT - 6, reads), (_LEFT - 6, adds), (_STREAM + 4.5, adds)), marks.data("flow")
        )
        body += _plus(_STREAM, adds) + drawn
        y += high + 8
    return y - start, body


def _plus(x: float, y: float) -> str:
    """The mark where the output of a block is added to the stream."""
    circle = marks.shape("circle", x, y, 4.5, ' stroke="currentColor"' + marks.data("plus"))
    across, down = marks.line(x - 2.5, y, x + 2.5, y), marks.line(x, y - 2.5, x, y + 2.5)
    return circle + across + down


def _bracket_room(times: int) -> float:
    return 0 if times == 1 else text.width(f"{times:,}×") + 16


def _bracket(x: float, top: float, bottom: float, times: int) -> str:
    """A bracket with the number of repeats of what is between top and bottom."""
    if times == 1:
        return ""
    corners = ((x - 3, top), (x, top), (x, bottom), (x - 3, bottom))
    middle = (top + bottom) / 2
    return marks.polyline(corners, marks.data("base")) + marks.words(
        f"{times:,}×", x + 5, middle, middle=True
    )


def _legend(blocks: list[Block], frame: Frame, y: float) -> tuple[float, str]:
    """The legend; a dense model needs none."""
    if not any(isinstance(block, Experts) for block in blocks):
        return 0, ""
    shared = any(isinstance(b, Dense) or (isinstance(b, Experts) and b.shared) for b in blocks)
    swatches = feedforward.SWATCHES if shared else feedforward.SWATCHES[1:]
    return legend.draw(
        [words for _, words in swatches],
        lambda index, x, y: swatches[index][0](frame, Box(x - 6, y - 5.5, x + 6, y + 5.5)),
        y,
    )
