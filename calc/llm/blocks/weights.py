"""Weights of a layer that belong to no attention, state or feed-forward block: hyper-connections,
low-rank shortcuts, short convolutions; and blocks that run again with the weights of another.
"""

from dataclasses import dataclass, replace
from typing import Self

from calc.llm.blocks import Block, Matrix
from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True, kw_only=True)
class Weights(Block):
    """Weights that a family counts itself, as its layers are the only ones that have them."""

    component: str
    """Their name in a model's breakdown."""
    size: int
    """How many there are."""
    held: tuple[Matrix, ...] = ()
    """Those of them that are matrices; their component is this one."""
    products: int | None = None
    """Multiply-adds of one token with them, if other than with each matrix once. Norms, scales and
    biases are not counted as FLOP."""
    mixing: int = 0
    """FLOP of one token without weights: streams mixed with one another, taps of a convolution."""
    state: int = 0
    """Values that the cache keeps, the same for any context."""
    float32: bool = False
    """Whether a quantised checkpoint keeps them in FP32."""

    def parameters(self, d: int) -> dict[str, int]:
        return {self.component: self.size}

    def matmul_weights(self, d: int) -> dict[str, int]:
        products = sum(matrix.weights for matrix in self.held)
        return {self.component: products if self.products is None else self.products}

    def all_matmul_weights(self, d: int) -> dict[str, int]:
        return {self.component: sum(matrix.weights for matrix in self.held)}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        return self.held

    def float32_parameters(self, d: int) -> int:
        return self.size if self.float32 else 0

    def mixing_flop(self, S: int) -> dict[str, int]:
        return {self.component: self.mixing * S}

    def cache_elements(self, T: int) -> int:
        return self.state

    reads_norm = False

    def saved(self, d: int, run: Pass) -> Saved:
        """Inputs and outputs of the matrices; twice that in plain code."""
        widths = sum((m.rows + m.columns) * m.count for m in self.held)
        return Saved(whole_low=run.width * widths, whole_high=2 * run.width * widths)


def matrix(component: str, name: str, rows: int, columns: int, count: int = 1) -> Weights:
    """Nothing but a matrix, or several of one shape."""
    held = Matrix(name, component, rows, columns, count)
    return Weights(component=component, size=held.weights, held=(held,))


def short_convolution(channels: int, taps: int) -> Weights:
    """A convolution over the last `taps` inputs of each channel, which the cache keeps.

    Its FLOP are 2 per tap, as in the state-space blocks.
    """
    size = channels * taps
    return Weights(component="short_convolutions", size=size, mixing=2 * size, state=size)


@dataclass(frozen=True, kw_only=True)
class Skipped(Block):
    """A block that text without images skips: weights, but neither FLOP nor cache (mllama).

    Images use them, so they are active; of experts, as many as an image chooses (ERNIE 4.5 VL).
    """

    block: Block

    def parameters(self, d: int) -> dict[str, int]:
        return self.block.parameters(d)

    def active(self, d: int) -> dict[str, int]:
        return self.block.active(d)

    def matmul_weights(self, d: int) -> dict[str, int]:
        return dict.fromkeys(self.block.matmul_weights(d), 0)

    def all_matmul_weights(self, d: int) -> dict[str, int]:
        return self.block.all_matmul_weights(d)

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        return tuple(
            replace(matrix, name=matrix.name.replace("self_attn.", "cross_attn."))
            for matrix in self.block.matrices(d)
        )

    def of_rank(self, ranks: int) -> Self:
        return replace(self, block=self.block.of_rank(ranks))

    reads_norm = False

    def saved(self, d: int, run: Pass) -> Saved:
        return Saved()


@dataclass(frozen=True, kw_only=True)
class Again(Block):
    """A further pass through a block: no weights of its own, but its own FLOP, and mostly cache."""

    block: Block
    cached: bool = True
    """Whether it has a cache of its own, beside that of the first pass."""

    def parameters(self, d: int) -> dict[str, int]:
        return dict.fromkeys(self.block.parameters(d), 0)

    def matmul_weights(self, d: int) -> dict[str, int]:
        return self.block.matmul_weights(d)

    def mixing_flop(self, S: int) -> dict[str, int]:
        return self.block.mixing_flop(S)

    def cache_elements(self, T: int) -> int:
        return self.block.cache_elements(T) if self.cached else 0

    def cache_elements_unwindowed(self, T: int) -> int:
        return self.block.cache_elements_unwindowed(T) if self.cached else 0

    def read_elements(self, T: int) -> int:
        return self.block.read_elements(T) if self.cached else 0

    def spare_inputs(self) -> int:
        return self.block.spare_inputs() if self.cached else 0

    def of_rank(self, ranks: int) -> Self:
        return replace(self, block=self.block.of_rank(ranks))

    def saved(self, d: int, run: Pass) -> Saved:
        """As the first pass."""
        return self.block.saved(d, run)
