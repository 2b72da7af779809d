"""What the layers save of a micro-batch from the forward to the backward pass, as bounds.

The blocks have the formulas; see `calc.llm.blocks.saved` for what the bounds mean.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, get_args

from calc.identity import ByIdentity
from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.latent import LatentAttention
from calc.llm.blocks.saved import Pass, Saved
from calc.llm.layer import Layer
from calc.units import Bytes

Attending = Literal["fused", "eager"]
Recompute = Literal["none", "selective", "full"]

REMEMBERED = 64
"""Layers whose bytes are kept, because many ways to divide a model ask for the same ones."""

type Bounds = tuple[Bytes, Bytes]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A micro-batch on one rank."""

    tokens: int
    """Those that the rank has of the micro-batch: b s, divided by the context-parallel ranks."""
    run: Pass
    positions: int
    """Those of a sequence that the rank has, s divided likewise."""
    recompute: Recompute = "none"
    tensor: int = 1
    sequence_parallel: bool = False
    """Whether tensor-parallel ranks divide what else each of them has whole."""

    def bytes(self, saved: Saved) -> tuple[float, float]:
        """Of all tokens."""
        share = self.tokens / self.tensor if self.sequence_parallel else self.tokens
        return (
            self.tokens * saved.low + share * saved.whole_low,
            self.tokens * saved.high + share * saved.whole_high,
        )


def step(
    model: Architecture,
    micro_batch: int,
    context: int,
    attention: Attending,
    recompute: Recompute,
    *,
    width: int = 2,
    dropout: bool = False,
    adapters: frozenset[str] | None = None,
    tensor: int = 1,
    context_ranks: int = 1,
    sequence_parallel: bool = False,
) -> Step:
    """Errors: ValueError for a text that is none of the choices."""
    for name, value, choices in (
        ("attention", attention, get_args(Attending)),
        ("recompute", recompute, get_args(Recompute)),
    ):
        if value not in choices:
            raise ValueError(f"{name} is {value!r}; use one of {', '.join(choices)}")
    run = Pass(
        context=context,
        attention="recomputed" if recompute == "selective" else attention,
        width=width,
        dropout=dropout,
        layer_norm=model.norm_vectors != 1,
        float32_layer_norm=model.norm_vectors == 0 or model.stepped_norms,
        stepped_norm=model.stepped_norms,
        float32_scale=model.float32_norms,
        adapters=adapters,
    )
    return Step(
        tokens=-(-micro_batch * context // context_ranks),
        positions=-(-context // context_ranks),
        run=run,
        recompute=recompute,
        tensor=tensor,
        sequence_parallel=sequence_parallel,
    )


def of_layers(
    model: Architecture, layers: Iterable[tuple[Layer, int]], one: Step, rank: int = 0
) -> tuple[float, float]:
    """Bytes of so many of these layers, with `rank` of the adapters.

    Full recomputation saves the input of each layer, w d for a token.
    """
    low = high = 0.0
    for layer, n in layers:
        found = one.bytes(_layer(model, layer, one, rank))
        scales = 4 * model.hidden_size * layer.norms * model.float32_norms
        scales *= one.recompute != "full"
        low, high = low + n * found[0], high + n * (found[1] + scales)
    return low, high


def _layer(model: Architecture, layer: Layer, one: Step, rank: int) -> Saved:
    d, run = model.hidden_size, one.run
    if one.recompute == "full":
        return Saved(whole_low=run.width * d, whole_high=run.width * d)
    return _whole_layer(ByIdentity(layer), d, run, rank)


@lru_cache(REMEMBERED)
def _whole_layer(of: ByIdentity[Layer], d: int, run: Pass, rank: int) -> Saved:
    adapters = run.width * adapter_outputs(of.value, d, run.adapters, rank)
    return of.value.saved(d, run) + Saved(whole_low=adapters, whole_high=adapters)


def recomputed_layer(model: Architecture, one: Step, rank: int = 0) -> tuple[float, float]:
    """What full recomputation holds of the largest layer, while it is computed again, and of the
    positions, which it does not keep.
    """
    plain = replace(one, recompute="none")
    sizes = [of_layers(model, [(layer, 1)], plain, rank) for layer, _ in model.layer_counts]
    positions = _positions(model, plain)
    low, high = max(low for low, _ in sizes), max(high for _, high in sizes)
    return low + positions, high + positions * (1 + model.float32_norms)


def outside(
    model: Architecture, one: Step, *, first: bool = True, last: bool = True
) -> tuple[float, float]:
    """Bytes of what is saved outside of the layers, on the stages that have it.

    First stage: 8 for a token's id (and its position, if that is learned), and cosine and sine of
    rotary positions. Last: the final norm, and the head's input.
    """
    d, run, trained = model.hidden_size, one.run, one.run.adapters is None
    low = high = 0.0
    if first:
        ids = 8 * one.tokens * trained
        ids += 8 * one.positions * bool(model.position_embeddings) * trained
        low, high = low + ids, high + ids
        if one.recompute != "full":
            positions = _positions(model, one)
            low, high = low + positions, high + positions * (1 + model.float32_norms)
        mask = one.bytes(run.mask(d))
        low, high = low + mask[0], high + mask[1]
        if not trained and one.recompute != "full":  # nothing before the first norm is trained
            norm = one.bytes(Saved(whole_low=run.norm(d)[0], whole_high=run.norm(d)[1]))
            low, high = low - norm[0], high - norm[1]
    if last:
        head = run.width * d * (trained and model.head_rows != 0)
        fused, plain = run.norm(d) if model.final_norm else (0, 0)
        end = one.bytes(Saved(whole_low=fused + head, whole_high=plain + head))
        low, high = low + end[0], high + end[1] + 4 * d * model.float32_norms
    return low, high


def _positions(model: Architecture, one: Step) -> int:
    """Cosine and sine of each position and channel of a head that is rotated: 2 w s h."""
    if model.position_embeddings:
        return 0
    for layer, _ in model.layer_counts:
        for block in layer.blocks:
            if isinstance(block, LatentAttention):
                return 2 * one.run.width * one.positions * block.qk_rope_head_dim
            if isinstance(block, Attention):
                return 2 * one.run.width * one.positions * block.head_dim
    return 0


def adapter_outputs(layer: Layer, d: int, targets: frozenset[str] | None, rank: int) -> int:
    """Width of the first matrices of all adapters of a layer: r for each adapted matrix."""
    if not targets or not rank:
        return 0
    matrices = (matrix for block in layer.blocks for matrix in block.matrices(d))
    return sum(rank for matrix in matrices if last_name(matrix.name) in targets)


def last_name(name: str) -> str:
    """Of "self_attn.q_proj", "q_proj"."""
    return name.rpartition(".")[2]


def whole(bounds: tuple[float, float]) -> Bounds:
    """Rounded up to whole bytes."""
    low, high = bounds
    return -int(-low // 1), -int(-high // 1)
