"""Whether training fits into accelerators: how many, divided how, and what to change first."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import product
from math import gcd
from typing import Any

from calc.identity import ByIdentity
from calc.llm import parallel
from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import MoE
from calc.llm.parallel import Share, Split, SplitError
from calc.llm.units import Tokens
from calc.units import Bytes

MAX_TENSOR = 8
"""Tensor-parallel ranks talk in every layer, so they share the fast links of one server."""
MAX_ACCELERATORS = 2**16
REMEMBERED = 64
"""Numbers of accelerators whose splits are kept, for the next question about the same model."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A way to train, and what it takes of one accelerator."""

    model: Architecture
    split: Split
    micro_batch: int
    context: Tokens
    how: dict[str, Any]
    """The other arguments of `parallel.training`."""

    @cached_property
    def fullest(self) -> Share:
        """The stage that takes most, by the upper bound."""
        shares = parallel.training(
            self.model, self.split, self.micro_batch, self.context, every_stage=False, **self.how
        )
        return max(shares, key=lambda share: share.total[1])

    @cached_property
    def gathered(self) -> Bytes:
        """With ZeRO 3, the layer at work and the next one, whole: 2 × the largest layer."""
        return parallel.gathered(self.model, self.split, **self.how)

    @property
    def needed(self) -> Bytes:
        """The upper bound."""
        return self.fullest.total[1] + self.gathered


type Needs = dict[Split, Bytes]
"""What a run needs with each split that was tried."""


def fewest(run: Run, room: Bytes, needs: Needs | None = None) -> Run | None:
    """The run on as few accelerators as hold it, of powers of two; None if none are found.

    Of splits of the same number, the one with fewest context-parallel ranks, then fewest pipeline
    stages, then fewest tensor-parallel ranks (at most 8), then fewest expert-parallel ones. A
    sequence is divided only where nothing else holds it on so few. `needs` is kept from one room to
    another by who asks about several.
    """
    needs = {} if needs is None else needs

    def holds(split: Split) -> bool:
        if split not in needs:
            needs[split] = replace(run, split=split).needed
        return needs[split] <= room

    possible: dict[tuple[int, int, int], bool] = {}
    static = replace(run, split=Split()).fullest.static
    model, zero = ByIdentity(run.model), run.split.zero
    count = 1
    while count <= MAX_ACCELERATORS:
        for split in _splits(model, zero, count) if static <= count * room else ():
            if split.context > run.context:
                continue
            degrees = split.tensor, split.pipeline, split.context
            if degrees not in possible:  # more data-parallel ranks divide all but activations
                most = replace(split, data=MAX_ACCELERATORS, expert=_most_expert(run.model))
                possible[degrees] = holds(most)
            if possible[degrees] and holds(split):
                return replace(run, split=split)
        count *= 2
    return None


def _routed(model: Architecture) -> list[int]:
    """The experts of each kind of MoE layer."""
    return [
        block.routed_experts
        for layer, _ in model.layer_counts
        for block in layer.blocks
        if isinstance(block, MoE)
    ]


def _most_expert(model: Architecture) -> int:
    """The largest power of two that divides the experts of all layers; 1 without experts."""
    shared = gcd(*_routed(model))
    return shared & -shared or 1


@lru_cache(REMEMBERED)  # they depend on neither the context nor the memory
def _splits(of: ByIdentity[Architecture], zero: int, count: int) -> tuple[Split, ...]:
    """All splits over so many accelerators that the model allows, the simplest first."""
    model = of.value
    most_expert = _most_expert(model)
    powers = [2**i for i in range(17)]
    found = []
    for c, p, T in product(powers, powers, powers[:4]):
        if c * p * T > count or p > len(model.layers):
            continue
        data = count // (c * p * T)
        for E in powers[: min(data, most_expert).bit_length()]:
            split = Split(tensor=T, pipeline=p, context=c, data=data, expert=E, zero=zero)
            try:
                split.check(model)
            except SplitError:
                continue
            found.append(split)
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of one input, and the bytes of an accelerator that it saves."""

    name: str
    value: object
    run: Run
    saved: Bytes


def changes(run: Run) -> list[Change]:
    """Single changes that save memory, the one that saves most first; of equals, the one that costs
    least: dividing more before computing again, and that before reading less at once.
    """
    split = run.split
    candidates: list[tuple[str, object, Run]] = [
        ("zero", stage, replace(run, split=replace(split, zero=stage)))
        for stage in range(split.zero + 1, 4)
        if split.data > 1
    ]
    doubled = {
        "tensor": replace(split, tensor=2 * split.tensor),
        "expert": replace(split, expert=2 * split.expert),
        "pipeline": replace(split, pipeline=2 * split.pipeline),
        "context": replace(split, context=2 * split.context),
        "data": replace(split, data=2 * split.data),
    }
    if split.tensor >= MAX_TENSOR:
        del doubled["tensor"]
    candidates += [
        (name, getattr(more, name), replace(run, split=more)) for name, more in doubled.items()
    ]
    if run.how["recompute"] != "full":
        how = {**run.how, "recompute": "full"}
        candidates.append(("recompute", "full", replace(run, how=how)))
    if run.micro_batch > 1:
        half = run.micro_batch // 2
        candidates.append(("micro_batch", half, replace(run, micro_batch=half)))
    found = []
    for name, value, changed in candidates:
        try:
            saved = run.needed - changed.needed
        except SplitError:
            continue
        if saved > 0:
            found.append(Change(name=name, value=value, run=changed, saved=saved))
    return sorted(found, key=lambda change: -change.saved)
