"""Weights of a layer that belong to no attention, state or feed-forward block: hyper-connections,
low-rank shortcuts, short convolutions; and blocks that run again with the weights of another.
"""

from dataclasses import dataclass

from calc.llm.blocks import Block


@dataclass(frozen=True, kw_only=True)
class Weights(Block):
    """Weights that a family counts itself, as its layers are the only ones that have them."""

    component: str
    """Their name in a model's breakdown."""
    size: int
    """How many there are."""
    products: int = 0
    """Multiply-adds of one token with them; none for norms, scales and biases, which are not
    counted as FLOP."""
    mixing: int = 0
    """FLOP of one token without weights: streams mixed with one another, taps of a convolution."""
    state: int = 0
    """Values that the cache keeps, the same for any context."""

    def parameters(self, d: int) -> dict[str, int]:
        return {self.component: self.size}

    def matmul_weights(self, d: int) -> dict[str, int]:
        return {self.component: self.products}

    def mixing_flop(self, S: int) -> dict[str, int]:
        return {self.component: self.mixing * S}

    def cache_elements(self, T: int) -> int:
        return self.state


def short_convolution(channels: int, taps: int) -> Weights:
    """A convolution over the last `taps` inputs of each channel, which the cache keeps.

    Its FLOP are 2 per tap, as in the state-space blocks.
    """
    size = channels * taps
    return Weights(component="short_convolutions", size=size, mixing=2 * size, state=size)


@dataclass(frozen=True, kw_only=True)
class Skipped(Block):
    """A block that text without images skips: weights, but neither FLOP nor cache (mllama)."""

    block: Block

    def parameters(self, d: int) -> dict[str, int]:
        return self.block.parameters(d)

    def matmul_weights(self, d: int) -> dict[str, int]:
        return dict.fromkeys(self.block.matmul_weights(d), 0)


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
