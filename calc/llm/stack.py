"""A model's layers in order: where its MoE layers are, and how a stack grows or changes.

Equal layers are the same object wherever possible, so that figures of a stack of 61 layers are
computed once per kind of layer.
"""

from collections.abc import Callable
from dataclasses import replace

from calc.llm.blocks import Block
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.errors import ShapeError
from calc.llm.layer import Layer

type Layers = tuple[Layer, ...]


def first_moe(layers: Layers) -> MoE | None:
    """The first mixture of experts of the stack, taken as an example of all of them."""
    return next((b for layer in layers for b in layer.blocks if isinstance(b, MoE)), None)


def first_dense(layers: Layers) -> Dense | None:
    """The first dense feed-forward block of the stack."""
    return next((b for layer in layers for b in layer.blocks if isinstance(b, Dense)), None)


def is_moe(layer: Layer) -> bool:
    return any(isinstance(block, MoE) for block in layer.blocks)


def moe_every(layers: Layers) -> int:
    """The distance between the first two MoE layers; 1 if all layers or none are MoE."""
    moe_layers = [i for i, layer in enumerate(layers) if is_moe(layer)]
    if not moe_layers:
        return 1
    return moe_layers[1] - moe_layers[0] if len(moe_layers) > 1 else moe_layers[0] + 1


def leading_dense(layers: Layers) -> int:
    """Number of dense layers before the pattern of MoE layers begins: 3 in DeepSeek-V3.

    It is 0 in Maverick: the first layer is dense because every second layer is.
    """
    first = next((i for i, layer in enumerate(layers) if is_moe(layer)), None)
    return 0 if first is None else max(0, first - moe_every(layers) + 1)


def resized(layers: Layers, length: int) -> Layers:
    """The stack cut to `length` layers, or its pattern repeated up to that length."""
    lead, grown = leading_dense(layers), list(layers)
    period = next(
        (p for p in range(1, len(layers) - lead) if layers[lead + p :] == layers[lead:-p]),
        len(layers) - lead,
    )
    while len(grown) < length:
        grown.append(grown[-period])
    return tuple(grown[:length])


def map_blocks(layers: Layers, change: Callable[[Block], Block]) -> Layers:
    """The stack with every block replaced by what `change` returns for it."""
    changed: dict[Layer, Layer] = {}
    for layer in layers:
        if layer not in changed:
            blocks = tuple(change(block) for block in layer.blocks)
            changed[layer] = layer if blocks == layer.blocks else replace(layer, blocks=blocks)
    return tuple(changed[layer] for layer in layers)


def interleave_moe(layers: Layers, every: int, lead: int) -> Layers:
    """The stack with an MoE in every `every`-th layer after `lead` layers that stay as they are.

    The other layers get the stack's own dense block. If it has none, they get one that is as wide
    as the experts a token uses, which is how wide Maverick's dense layers are.
    Errors: ShapeError if a layer has no feed-forward block, or more than one.
    """
    moe = first_moe(layers)
    if moe is None:
        return layers
    if any(sum(isinstance(b, Dense | MoE) for b in layer.blocks) != 1 for layer in layers):
        raise ShapeError(
            "moe_every",
            "Not every layer of this model has one feed-forward block, dense or MoE; use "
            f"only its own {moe_every(layers)}.",
        )
    width = moe.top_k * moe.expert_ffn_size + moe.shared_width
    dense = first_dense(layers) or Dense(ffn_size=width, gated=moe.gated, bias=moe.expert_bias)
    with_moe = map_blocks(layers, lambda block: moe if isinstance(block, Dense) else block)
    with_dense = map_blocks(layers, lambda block: dense if isinstance(block, MoE) else block)
    return layers[:lead] + tuple(
        (with_dense if (i - lead + 1) % every else with_moe)[i] for i in range(lead, len(layers))
    )
