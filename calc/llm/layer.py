"""One layer of a model: its blocks and the norms around them."""

from dataclasses import dataclass

from calc.llm.blocks import Block
from calc.llm.blocks.feedforward import MoE
from calc.llm.blocks.saved import Pass, Saved


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One or more blocks and the norms around them.

    The usual layer is an attention block and a feed-forward block. A layer of Nemotron-H is one
    block, a layer of LongCat-Flash five; in Gemma 4 a dense block and experts work in parallel.
    """

    blocks: tuple[Block, ...]
    norms: int = 2
    """Norms over the hidden size. Norms inside a block belong to the block."""

    def parameters(self, d: int) -> dict[str, int]:
        """Parameters of all blocks by component, without the layer's norms."""
        return _sums([block.parameters(d) for block in self.blocks])

    def active(self, d: int, layers: int = 1) -> dict[str, int]:
        """Of so many layers like this one, rounded once where a block is an average."""
        return _sums([block.active_in(d, layers) for block in self.blocks])

    def matmul_weights(self, d: int, layers: int = 1) -> dict[str, int]:
        """As `active`."""
        return _sums([block.matmul_weights_in(d, layers) for block in self.blocks])

    def mixing_flop(self, S: int) -> dict[str, int]:
        return _sums([block.mixing_flop(S) for block in self.blocks])

    def cache_elements(self, T: int) -> int:
        return sum(block.cache_elements(T) for block in self.blocks)

    def cache_elements_unwindowed(self, T: int) -> int:
        return sum(block.cache_elements_unwindowed(T) for block in self.blocks)

    def float32_routers(self, d: int) -> int:
        """Parameters of routers that stay in FP32 whatever the others are in."""
        return sum(
            block.parameters(d)["router"]
            for block in self.blocks
            if isinstance(block, MoE) and block.float32_router
        )

    def saved(self, d: int, run: Pass) -> Saved:
        """What all blocks save, and the norms. Blocks that share a norm share their input."""
        low, high = run.norm(d)
        readers = sum(block.reads_norm for block in self.blocks)
        shared = run.width * d * max(0, readers - self.norms) * bool(self.norms)
        norms = Saved(
            whole_low=self.norms * low - shared,
            whole_high=self.norms * high - shared,
        )
        return sum((block.saved(d, run) for block in self.blocks), norms)


def _sums(blocks: list[dict[str, int]]) -> dict[str, int]:
    """Sums by component."""
    sums: dict[str, int] = {}
    for counts in blocks:
        for component, count in counts.items():
            sums[component] = sums.get(component, 0) + count
    return sums
