"""The layers of a model as a drawing."""

from functools import lru_cache
from itertools import groupby
from typing import Any

from calc.calculators.drawing.feedforward import Dense, Experts
from calc.calculators.drawing.layers import Block, Group, Layer, Layers
from calc.calculators.drawing.mixer import Kind, Mixer
from calc.calculators.shared import presets
from calc.identity import ByIdentity
from calc.llm import stack
from calc.llm.architecture import Architecture, Model, require_architecture
from calc.llm.blocks import feedforward
from calc.llm.layer import Layer as ModelLayer
from calc.llm.models import LLAMA_3_1_405B

MAX_DRAWN_LAYERS = 8
"""Different layers that are drawn; of a longer pattern only the beginning, as the text says."""

type Runs = list[tuple[ModelLayer, int]]
"""Layers, each with the number of equal ones in a row."""


def chart(model: Model) -> Layers:
    """The layers of a model; layers that repeat are drawn once.

    All models are drawn on the scale of the widest analysed model, Llama 3.1 405B.
    Raises Unpublished for a model whose layers are not published.
    """
    return _chart(ByIdentity(require_architecture(model, "a drawing of its layers")))


@lru_cache(4)
def _chart(of: ByIdentity[Architecture]) -> Layers:
    model = of.value
    widest = stack.first_dense(LLAMA_3_1_405B.layers)
    groups = _groups([(layer, len(list(run))) for layer, run in groupby(model.layers)])
    left_out = len(model.layers) - sum(g.times * one.count for g in groups for one in g.layers)
    return Layers(
        title=f"The layers of {model.name or 'this model'}",
        description=_description(model.layers, left_out),
        groups=groups,
        stream=model.hidden_size,
        widest=widest.ffn_size if widest else 0,
        role=presets.colour_role(model.key),
    )


def _description(layers: stack.Layers, left_out: int) -> str:
    """How many layers there are of each kind, and how to read the drawing."""
    moe, L = sum(map(stack.is_moe, layers)), len(layers)
    kind = f"{moe} of them MoE" if 0 < moe < L else "all of them MoE" if moe else "all dense"
    rest = f" Not drawn, for want of a pattern: {left_out} more." if left_out else ""
    return (
        f"{L} layers, {kind}. Feed-forward blocks are as long as they are wide; the square beside "
        f"attention shows, in a row for each token, which earlier ones it reads.{rest}"
    )


def _groups(runs: Runs) -> tuple[Group, ...]:
    """The layers before the pattern, the pattern, and the rest: the split that draws the fewest."""
    lead, period, times = min(
        (
            (lead, period, _repeats(runs[lead:], period))
            for lead in range(min(MAX_DRAWN_LAYERS, len(runs)) + 1)
            for period in range(1, MAX_DRAWN_LAYERS + 1)
        ),
        key=lambda found: len(runs) - found[1] * (found[2] - 1),
    )
    end = lead + period * times
    parts = [(runs[:lead], 1), (runs[lead : lead + period], times), (runs[end:], 1)]
    if times == 1:
        parts = [(runs, 1)]
    room, groups = MAX_DRAWN_LAYERS, []
    for part, n in parts:
        if n > 1 and len(part) > room:
            break
        if part[:room]:
            groups.append(Group(layers=tuple(_layer(*run) for run in part[:room]), times=n))
        room -= len(part[:room])
    return tuple(groups)


def _repeats(runs: Runs, period: int) -> int:
    """How often the first `period` layers are repeated in a row."""
    times = 1
    while runs[times * period : (times + 1) * period] == runs[:period] != []:
        times += 1
    return times


def _layer(layer: ModelLayer, count: int) -> Layer:
    return Layer(blocks=tuple(map(_block, layer.blocks)), count=count)


def _block(block: Any) -> Block:
    if isinstance(block, feedforward.Dense):
        return Dense(width=block.ffn_size)
    if isinstance(block, feedforward.MoE):
        n = block.shared_experts
        return Experts(
            routed=block.routed_experts,
            active=block.top_k,
            each=block.expert_ffn_size,
            shared=n,
            shared_each=block.shared_width // n if n else 0,
        )
    mask, known = type(getattr(block, "mask", None)).__name__, type(block).__name__
    if mask not in _MASKS or known in _STATE_SPACES:
        return Mixer(label=_STATE_SPACES.get(known, "State space"), kind="state")
    kind, words, size = _MASKS[mask]
    return Mixer(
        label=words.format(getattr(block.mask, size, 0)),
        kind=kind,
        note=_heads(block),
    )


_MASKS: dict[str, tuple[Kind, str, str]] = {
    "Full": ("full", "Attention to all earlier tokens", ""),
    "Chunked": ("chunked", "Attention in chunks of {:,}", "chunk"),
    "Sliding": ("sliding", "Attention to the last {:,} tokens", "window"),
    "Selected": ("selected", "Attention to {:,} picked tokens", "top"),
    "SelectedBlocks": ("selected", "Attention to {:,} picked blocks", "top"),
    "NearBlocks": ("selected", "Attention to {:,} picked blocks", "top"),
    "Compressed": ("selected", "Attention to one of {:,} tokens", "rate"),
}
"""By the name of the mask's class, so that a page without such a mask need not import it."""

_STATE_SPACES = {
    "Mamba1": "State space (Mamba)",
    "Mamba2": "State space (Mamba-2)",
    "GatedDeltaNet": "Linear attention (Gated DeltaNet)",
    "KimiDeltaAttention": "Linear attention (Kimi Delta)",
    "LightningAttention": "Linear attention (Lightning)",
    "GatedConvolution": "Short convolution",
    "CompressedAttention": "Attention to compressed tokens",
    "RgLru": "Recurrence (RG-LRU)",
    "RwkvTimeMix": "Recurrence (RWKV)",
    "RwkvChannelMix": "Feed-forward (RWKV)",
    "MatrixLstm": "Recurrence (mLSTM)",
    "Weights": "Further weights",
    "Again": "The same weights again",
    "Skipped": "Skipped without an image",
}


def _heads(block: Any) -> str:
    n = block.num_attention_heads
    if hasattr(block, "kv_lora_rank"):
        return f"{n} heads share a latent of {block.kv_lora_rank}"
    k = block.num_key_value_heads
    return f"{n} heads" if n == k else f"{n} heads, {k} KV heads"
