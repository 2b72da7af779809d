"""What one accelerator holds when a model is divided over many.

Training is divided in five directions: T tensor-parallel ranks share each matrix, p pipeline stages
share the layers, c context-parallel ranks share each sequence, D data-parallel ranks read different
sequences, and of these E_p expert-parallel ranks share the routed experts. ZeRO divides what data
parallel ranks would otherwise all hold.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from calc.identity import ByIdentity
from calc.llm import activations, memory, optimizers, parameters, serving
from calc.llm import adapters as low_rank
from calc.llm.architecture import Architecture, Model, require_architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.blocks.latent import LatentAttention
from calc.llm.errors import describe
from calc.llm.units import Tokens
from calc.units import Bytes

if TYPE_CHECKING:
    from calc.llm.activations import Attending, Bounds, Recompute
    from calc.llm.adapters import Adapters


REMEMBERED = 128
"""Stages, and what they hold, that are kept for the next question about the same model."""


class SplitError(ValueError):
    """A model that cannot be divided in this way: which number, why, and what to do."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(f"{name}: {sentence}")
        self.name = name
        """The degree at fault: "tensor"."""
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Split:
    """The degrees of parallelism, and the stage of ZeRO."""

    tensor: int = 1
    """T"""
    pipeline: int = 1
    """p"""
    expert: int = 1
    """E_p, which divides D."""
    data: int = 1
    """D"""
    context: int = 1
    """c"""
    zero: int = 0
    """0 divides nothing, 1 optimizer states, 2 gradients too, 3 weights too.
    Source: Rajbhandari et al. 2020, §5, https://arxiv.org/abs/1910.02054"""
    sequence_parallel: bool = True
    """Tensor-parallel ranks also divide norms and inputs, by position.
    Source: Korthikanti et al. 2022, §4.2.2, https://arxiv.org/abs/2205.05198"""
    chunks: int = 1
    """v, model chunks of a stage in the interleaved schedule; 1 is plain 1F1B."""

    @property
    def accelerators(self) -> int:
        """T p c D"""
        return self.tensor * self.pipeline * self.context * self.data

    def check(self, model: Model) -> None:
        """Errors: SplitError if the model cannot be divided so, ValueError for a wrong number."""
        model = require_architecture(model, "how it is divided")
        for name in ("tensor", "pipeline", "expert", "data", "context", "chunks"):
            value = getattr(self, name)
            if type(value) is not int or value < 1:
                raise ValueError(f"{name} is {describe(value)}; use a whole number from 1")
        if self.zero not in (0, 1, 2, 3):
            raise ValueError(f"zero is {describe(self.zero)}; use a stage from 0 to 3")
        check_tensor(model, self.tensor)
        L = len(model.layers)
        if self.pipeline > L:
            raise SplitError("pipeline", f"{self.pipeline} stages for {L} layers; at most {L}.")
        experts = [b.routed_experts for b in _blocks(model) if isinstance(b, MoE)]
        if self.expert > 1 and not experts:
            raise SplitError("expert", "The model has no routed experts; use 1.")
        for E in experts:
            if self.expert > E:
                raise SplitError("expert", f"{self.expert} ranks for {E} experts; at most {E}.")
            if E % self.expert:
                raise SplitError(
                    "expert", f"{self.expert} ranks do not divide {E} experts; use a divisor."
                )
        if self.data % self.expert:
            raise SplitError(
                "expert",
                f"{self.expert} expert-parallel ranks do not divide {self.data} data-parallel "
                "ranks, of which they are a part; use a divisor.",
            )


def check_tensor(model: Architecture, tensor: int) -> None:
    """Errors: SplitError if the ranks cannot share the heads of all attention blocks."""
    for block in _blocks(model):
        if not isinstance(block, Attention | LatentAttention):
            continue
        n = block.num_attention_heads
        if n % tensor:
            raise SplitError(
                "tensor", f"{tensor} ranks do not divide {n} query heads; use a divisor."
            )
        k = block.num_key_value_heads if isinstance(block, Attention) else n
        if k % tensor and tensor % k:
            raise SplitError(
                "tensor",
                f"{tensor} ranks cannot share {k} key and value heads evenly; use a divisor or a "
                "multiple of it.",
            )


def kv_cache(
    model: Model, context: Tokens, sequences: int = 1, bytes_per_value: float = 2, tensor: int = 1
) -> Bytes:
    """The cache of all sequences on one of so many tensor-parallel ranks.

        attention          2 ⌈k / T⌉ h for each position: at least one head, a copy if T > k
        latent attention   (c + r) for each position, the same on every rank
        state space        a constant, divided by T

    Errors: Unpublished for an announced model; ValueError for a wrong number.
    """
    part = serving.of_rank(model, tensor)
    return memory.kv_cache(part, context, sequences, bytes_per_value)


@dataclass(frozen=True)
class Held:
    """Parameters of one rank: routed experts, which have fewer replicas, and all others."""

    shared: int = 0
    routed: int = 0
    float32: int = 0
    """Of `shared`, those that stay in FP32 whatever the others are in."""
    four_bit: int = 0
    """Of `shared`, those that QLoRA keeps in four bits."""
    routed_four_bit: int = 0
    """Of `routed`, likewise."""


def parameters_per_rank(model: Model, tensor: int = 1, expert: int = 1) -> Held:
    """Parameters of one tensor-parallel rank: matrices and vocabulary are divided, norms and
    routers are whole; routed experts are also divided by the expert-parallel ranks.
    """
    whole = ByIdentity(require_architecture(model, "what one accelerator holds of it"))
    (stage,) = _stages(whole, tensor, 1)
    return _held(stage, expert)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Stage:
    """What a tensor-parallel rank of a pipeline stage holds. Each is equal to itself only."""

    part: Architecture
    """The rank's part of the whole model."""
    own: Architecture
    """The same with the stage's layers only."""
    first: bool
    last: bool


@lru_cache(REMEMBERED)  # a search asks for the same stages with other batches and replicas
def _stages(whole: ByIdentity[Architecture], tensor: int, pipeline: int) -> tuple[_Stage, ...]:
    """All stages; those that hold the same are the same object."""
    part = serving.of_rank(whole.value, tensor)
    kinds: dict[object, _Stage] = {}
    found = []
    for i, layers in enumerate(serving.layers_by_stage(part, pipeline)):
        first, last = i == 0, i == pipeline - 1
        counts = Counter(map(id, layers))
        kind = (first, last, *sorted(counts.items()))
        if kind not in kinds:
            own = replace(part, layers=layers)
            kinds[kind] = _Stage(part=part, own=own, first=first, last=last)
        found.append(kinds[kind])
    return tuple(found)


def in_flight(split: Split, stage: int, micro_batches: int | None = None) -> float:
    """Micro-batches whose activations a stage holds at once, counted in its own layers:

        1F1B          min(p − i, m)
        interleaved   p + (p − 1 − 2 i) / v, which is p (1 + (p − 1) / (p v)) on the first stage

    Before a stage of the interleaved schedule begins to go back, it has gone forward through
    2 (p − i − 1) + (v − 1) p chunks of L / (p v) layers, and then through one more.
    Source: Narayanan et al. 2021, §2.2, https://arxiv.org/abs/2104.04473; Korthikanti et al. 2022,
    §4.2.3, https://arxiv.org/abs/2205.05198; Megatron-LM, core/pipeline_parallel/schedules.py
    """
    p, v = split.pipeline, split.chunks
    warm = p - stage if v == 1 else p + (p - 1 - 2 * stage) / v
    return warm if micro_batches is None else min(warm, micro_batches)


@dataclass(frozen=True, kw_only=True)
class Share:
    """Bytes on one accelerator of a stage."""

    stage: int
    parameters: int
    """Those that the stage's rank holds before ZeRO divides them."""
    weights: Bytes
    gradients: Bytes
    optimizer_states: Bytes
    activations: "Bounds"
    """Of all micro-batches in flight, and of the layer at work under full recomputation."""
    logits: Bytes
    """On the last stage, if the loss is not fused."""

    @property
    def static(self) -> Bytes:
        """What does not depend on the batch."""
        return self.weights + self.gradients + self.optimizer_states

    @property
    def total(self) -> "Bounds":
        """With logits in the upper bound only, as a fused loss has none."""
        low, high = self.activations
        return self.static + low, self.static + high + self.logits


def training(
    model: Model,
    split: Split,
    micro_batch: int,
    context: Tokens,
    *,
    optimizer: str = "adamw_fp32_master",
    weight_bytes: int | None = None,
    gradient_bytes: int | None = None,
    attention: "Attending" = "fused",
    recompute: "Recompute" = "none",
    micro_batches: int | None = None,
    adapters: "Adapters | None" = None,
    four_bit: bool = False,
    dropout: bool = False,
    every_stage: bool = True,
) -> tuple[Share, ...]:
    """What an accelerator of each stage holds; without `every_stage`, of stages that are alike only
    the first, which has most micro-batches in flight.

    Weights, gradients and states are those of the stage's rank, divided by D from the stage of ZeRO
    on that divides them; routed experts, which have D / E_p replicas, by that. Padding, buckets and
    the layers that ZeRO 3 has gathered are not in it. With `adapters`, everything else is frozen;
    with `four_bit`, the matrices of the layers are then in NF4, see `adapters.nf4_weights`.
    Errors: SplitError, Unpublished, ValueError.
    """
    split.check(model)
    if split.context > context:
        raise SplitError("context", f"{split.context} ranks for {context} tokens; use fewer.")
    model = require_architecture(model, "what training it takes")
    kind = optimizers.optimizer(optimizer)
    width = kind.weights if weight_bytes is None else weight_bytes
    per_gradient = width if gradient_bytes is None else gradient_bytes
    one = activations.step(
        model,
        micro_batch,
        context,
        attention,
        recompute,
        width=width,
        dropout=dropout,
        adapters=adapters.targets if adapters else None,
        tensor=split.tensor,
        context_ranks=split.context,
        sequence_parallel=split.sequence_parallel,
    )
    rank = adapters.rank if adapters else 0
    whole = ByIdentity(model)
    of_rank = ByIdentity(serving.of_rank(model, split.tensor))
    per_state = _states_per_parameter(of_rank, optimizer, adapters)
    rate = _four_bit_rate(whole) if four_bit else width
    loss = memory.logits(of_rank.value, 1, one.tokens)
    saved: dict[_Stage, _Saved] = {}
    found = []
    for i, stage in enumerate(_stages(whole, split.tensor, split.pipeline)):
        if stage not in saved:
            saved[stage] = _saved(stage, one, rank)
        elif not every_stage:
            continue
        held = _held(stage, split.expert)
        trained = held if adapters is None else _adapters_of(stage, adapters, split.expert)
        weights = _divided(held, width, split, 3)
        if four_bit:
            quantised = Held(held.four_bit, held.routed_four_bit)
            weights += _divided(quantised, rate - width, split, 3)
        else:
            weights += _divided(Held(held.float32), 4 - width, split, 3)
        if adapters is not None:
            weights += _divided(trained, width, split, 3)
        kept, ends, work = saved[stage]
        flying = in_flight(split, i, micro_batches)
        low, high = (
            flying * kept[b] + ends[b] * (flying if stage.first else 1) + work[b] for b in (0, 1)
        )
        found.append(
            Share(
                stage=i,
                parameters=held.shared + held.routed,
                weights=weights,
                gradients=_divided(trained, per_gradient, split, 2),
                optimizer_states=_divided(trained, per_state, split, 1),
                activations=activations.whole((low, high)),
                logits=loss if stage.last else 0,
            )
        )
    return tuple(found)


type _Saved = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


def _saved(stage: _Stage, one: activations.Step, rank: int) -> _Saved:
    """Bounds of the bytes that a micro-batch leaves: in the layers, outside of them, and of the
    largest layer while it is computed again.
    """
    layers = stage.own.layer_counts
    kept = activations.of_layers(stage.own, layers, one, rank)
    ends = activations.outside(stage.part, one, first=stage.first, last=stage.last)
    if one.recompute != "full":
        return kept, ends, (0.0, 0.0)
    return kept, ends, activations.recomputed_layer(stage.own, one, rank)


def gathered(
    model: Model,
    split: Split,
    *,
    optimizer: str = "adamw_fp32_master",
    weight_bytes: int | None = None,
    four_bit: bool = False,
    **_: object,
) -> Bytes:
    """With ZeRO 3, what a rank holds of other ranks' weights while it works: the largest layer, and
    the one that it fetches next. 0 with less.
    """
    if split.zero < 3 or split.data * split.context == 1:
        return 0
    b = optimizers.optimizer(optimizer).weights if weight_bytes is None else weight_bytes
    whole = ByIdentity(require_architecture(model, "what training it takes"))
    held = _largest_layer(whole, split.tensor, split.expert)
    layer: float = b * (held.shared + held.routed)
    if four_bit:
        layer += (_four_bit_rate(whole) - b) * (held.four_bit + held.routed_four_bit)
    return -int(-2 * layer // 1)


@lru_cache(REMEMBERED)
def _four_bit_rate(whole: ByIdentity[Architecture]) -> float:
    """Bytes of a weight in NF4, scales included."""
    (stage,) = _stages(whole, 1, 1)
    held = _held(stage, 1)
    N_4 = held.four_bit + held.routed_four_bit
    others = parameters.total(whole.value) - N_4
    return (low_rank.nf4_weights(whole.value) - 2 * others) / N_4 if N_4 else 2.0


@lru_cache(REMEMBERED)
def _largest_layer(whole: ByIdentity[Architecture], tensor: int, expert: int) -> Held:
    """What one rank holds of the largest layer."""
    part = serving.of_rank(whole.value, tensor)
    alone = (
        _Stage(part=part, own=replace(part, layers=(layer,)), first=False, last=False)
        for layer, _ in part.layer_counts
    )
    return max(
        (_held(layer, expert) for layer in alone), key=lambda held: held.shared + held.routed
    )


def zero(parameters: int, optimizer_bytes: float, data: int, stage: int) -> float:
    """Bytes on one of D ranks, with weights and gradients of two bytes each:

        0   (4 + K) Ψ
        1   4 Ψ + K Ψ / D
        2   2 Ψ + (2 + K) Ψ / D
        3   (4 + K) Ψ / D

    Ψ are the parameters, K the bytes of optimizer states for each: 12 for AdamW.
    Source: Rajbhandari et al. 2020, figure 1, https://arxiv.org/abs/1910.02054
    """
    per = (2, 2, optimizer_bytes)
    divides = (stage >= 3, stage >= 2, stage >= 1)
    return parameters * sum(b / (data if d else 1) for b, d in zip(per, divides, strict=True))


def _divided(held: Held, per: float, split: Split, from_stage: int) -> Bytes:
    """Bytes of what a rank holds, divided by its replicas if ZeRO does so; rounded up."""
    if split.zero < from_stage:
        return -int(-(held.shared + held.routed) * per // 1)
    replicas = split.data * split.context
    routed = held.routed / (replicas // split.expert)
    return -int(-(held.shared / replicas + routed) * per // 1)


@lru_cache(REMEMBERED)
def _states_per_parameter(
    of_rank: ByIdentity[Architecture], optimizer: str, adapters: "Adapters | None"
) -> float:
    """The average over a rank's part of the model, where states depend on shapes."""
    model = of_rank.value
    if adapters is None:
        return optimizers.states(model, optimizer) / parameters.total(model)
    trained = low_rank.count(model, adapters)
    return low_rank.optimizer_states(model, adapters, optimizer) / trained if trained else 0.0


@lru_cache(REMEMBERED)
def _held(stage: _Stage, expert: int) -> Held:
    """Of a rank's part of the stage's layers, and embedding, head and final norm where they are. A
    tied matrix is on the first stage and on the last one.
    """
    part, own = stage.part, stage.own
    d = part.hidden_size
    parts = parameters.breakdown(own)
    routed = float32 = four_bit = routed_four_bit = 0
    for layer, n in own.layer_counts:
        float32 += n * layer.float32_routers(d)
        for block in layer.blocks:
            if isinstance(block, MoE):
                routed += n * block.expert_parameters(d)
    for matrix, n in low_rank.matrices(own):
        if matrix.count > 1:
            routed_four_bit += n * matrix.weights
        elif matrix.component != "router":
            four_bit += n * matrix.weights
    head = parts.get("lm_head", 0)
    total = sum(parts.values()) - routed
    if part.per_layer_input:  # the first stage has that of all layers
        of_all = part.per_layer_input.embedding(len(part.layers))
        total += of_all - parts["per_layer_embedding"]
        parts["per_layer_embedding"] = of_all
    tied = part.tied_embeddings and part.head_rows is None
    if not stage.last:
        total -= head + part.final_norm * part.norm_vectors * d
        total -= sum(extra.parameters for extra in part.extras if extra.of_head)
    if not stage.first:
        embeddings = ("input_embedding", "position_embedding", "per_layer_embedding")
        total -= sum(parts.get(name, 0) for name in embeddings)
        total -= sum(extra.parameters for extra in part.extras if not extra.of_head)
        total += parts["input_embedding"] * (stage.last and tied)
    return Held(total, -(-routed // expert), float32, four_bit, -(-routed_four_bit // expert))


@lru_cache(REMEMBERED)
def _adapters_of(stage: _Stage, adapters: "Adapters", expert: int) -> Held:
    """Adapters of the rank's layers: of their two matrices, one is divided as theirs is."""
    shared = routed = 0
    for matrix, n in low_rank.adapted(stage.own, adapters):
        size = n * adapters.rank * (matrix.rows + matrix.columns)
        if matrix.component == "routed_experts":
            routed += size
        else:
            shared += size
    return Held(shared, -(-routed // expert))


def _blocks(model: Architecture) -> Iterator[object]:
    for layer, _ in model.layer_counts:
        yield from layer.blocks
