"""Layers in order: what a layer is, and how a stack of them grows or changes its experts.

Layers that are equal are the same object wherever possible, so that a stack of 61 layers costs
as many computations as it has kinds.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.errors import ShapeError

if TYPE_CHECKING:  # a page that shows Llama 4 does not load the blocks of Mamba
    from calc.llm.blocks.attention import Attention
    from calc.llm.blocks.delta import GatedDeltaNet, KimiDeltaAttention
    from calc.llm.blocks.latent import LatentAttention
    from calc.llm.blocks.mamba import Mamba1, Mamba2

type Mixer = Attention | LatentAttention | Mamba1 | Mamba2 | GatedDeltaNet | KimiDeltaAttention
type FeedForward = Dense | MoE
type Block = Mixer | FeedForward


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One or more blocks and the norms around them.

    The usual layer has a mixer and a feed-forward block; Nemotron-H has one block per layer,
    LongCat five, Gemma 4 a dense block beside its experts.
    """

    blocks: tuple[Block, ...]
    norms: int = 2
    """Norms over the hidden size; those inside a block are the block's own."""

    def parameters(self, d: int) -> dict[str, int]:
        """Of its blocks together, by component, without the layer's norms."""
        return _summed([block.parameters(d) for block in self.blocks])

    def active(self, d: int) -> dict[str, int]:
        return _summed([block.active(d) for block in self.blocks])

    def matmul(self, d: int) -> dict[str, int]:
        return _summed([block.matmul(d) for block in self.blocks])

    def interactions(self, S: int) -> dict[str, int]:
        return _summed([block.interactions(S) for block in self.blocks])

    def cache(self, T: int) -> int:
        return sum(block.cache(T) for block in self.blocks)

    def cache_unwindowed(self, T: int) -> int:
        return sum(block.cache_unwindowed(T) for block in self.blocks)


def _summed(parts: list[dict[str, int]]) -> dict[str, int]:
    whole: dict[str, int] = {}
    for part in parts:
        for component, count in part.items():
            whole[component] = whole.get(component, 0) + count
    return whole


type Layers = tuple[Layer, ...]


def first_moe(layers: Layers) -> MoE | None:
    """The first mixture of experts in the stack, which stands for all of them."""
    return next((b for layer in layers for b in layer.blocks if isinstance(b, MoE)), None)


def first_dense(layers: Layers) -> Dense | None:
    return next((b for layer in layers for b in layer.blocks if isinstance(b, Dense)), None)


def is_moe(layer: Layer) -> bool:
    return any(isinstance(block, MoE) for block in layer.blocks)


def step(layers: Layers) -> int:
    """Every how many layers one is MoE: the distance of the first two; 1 if all are or none is."""
    places = [i for i, layer in enumerate(layers) if is_moe(layer)]
    if not places:
        return 1
    return places[1] - places[0] if len(places) > 1 else places[0] + 1


def leading(layers: Layers) -> int:
    """Dense layers that stand before the pattern of MoE layers begins: 3 in DeepSeek-V3.

    In Maverick the first layer is dense as every second one is, so none leads.
    """
    first = next((i for i, layer in enumerate(layers) if is_moe(layer)), None)
    return 0 if first is None else max(0, first - step(layers) + 1)


def resized(layers: Layers, length: int) -> Layers:
    """The stack cut to `length` layers, or its pattern repeated up to it."""
    lead, grown = leading(layers), list(layers)
    period = next(
        (p for p in range(1, len(layers) - lead) if layers[lead + p :] == layers[lead:-p]),
        len(layers) - lead,
    )
    while len(grown) < length:
        grown.append(grown[-period])
    return tuple(grown[:length])


def each_block(layers: Layers, change: Callable[[Block], Block]) -> Layers:
    """The stack with `change` made to every block of every layer."""
    changed: dict[Layer, Layer] = {}
    for layer in layers:
        if layer not in changed:
            blocks = tuple(change(block) for block in layer.blocks)
            changed[layer] = layer if blocks == layer.blocks else replace(layer, blocks=blocks)
    return tuple(changed[layer] for layer in layers)


def interleaved(layers: Layers, every: int, lead: int) -> Layers:
    """The stack with an MoE in every `every`-th layer after `lead` dense ones, else dense.

    The dense block is the stack's own, or one as wide as what a token uses of the MoE, which is
    how wide Maverick's dense layers are.
    """
    moe = first_moe(layers)
    if moe is None:
        return layers
    if any(sum(isinstance(b, Dense | MoE) for b in layer.blocks) != 1 for layer in layers):
        raise ShapeError(
            "moe_every",
            "Not every layer of this model has one feed-forward block, dense or MoE; "
            f"only its own {step(layers)} would do.",
        )
    width = moe.top_k * moe.expert_ffn_size + moe.shared_width
    dense = first_dense(layers) or Dense(ffn_size=width, gated=moe.gated, bias=moe.expert_bias)
    with_moe = each_block(layers, lambda block: moe if isinstance(block, Dense) else block)
    with_dense = each_block(layers, lambda block: dense if isinstance(block, MoE) else block)
    return layers[:lead] + tuple(
        (with_dense if (i - lead + 1) % every else with_moe)[i] for i in range(lead, len(layers))
    )
