"""A model on so many accelerators: what each holds and reads, for the calculator `serving`."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from calc.calculators.shared import charts, presets
from calc.chart import Chart
from calc.chart.axis import Axis
from calc.llm import serving as arithmetic
from calc.llm.architecture import Model, require_architecture
from calc.llm.blocks import share
from calc.llm.serving import CacheFormat, Rank
from calc.llm.units import Tokens
from calc.units import Bytes, BytesPerSecond, Unknown

FORMATS: dict[str, CacheFormat] = {
    "bf16": arithmetic.BF16,
    "fp8": arithmetic.FP8,
    "int4": CacheFormat(bytes_per_value=0.5),
    "q8_0": arithmetic.Q8_0,
    "q4_0": arithmetic.Q4_0,
    "fp8_scaled": arithmetic.SCALED_LATENTS,
}
"""By the options of the field `cache_precision`."""


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """How a model is divided, and for how many sequences."""

    bytes_per_parameter: float | None
    format: CacheFormat
    tensor: int
    by_sequences: bool
    windows: bool
    sequences: int

    @property
    def own_sequences(self) -> int:
        """Those whose cache one rank keeps."""
        return share(self.sequences, self.tensor) if self.by_sequences else self.sequences

    def ranks(self, model: Model, stages: int = 1) -> tuple[Rank, ...]:
        """A rank of each stage; of stages that hold the same, one."""
        ranks = arithmetic.ranks(
            model,
            self.tensor,
            stages,
            self.bytes_per_parameter,
            by_sequences=self.by_sequences,
        )
        return tuple({id(rank): rank for rank in ranks}.values())

    def needed(self, rank: Rank, context: Tokens) -> Bytes:
        return rank.weights + self.cache(rank, context)

    def cache(self, rank: Rank, context: Tokens) -> Bytes:
        one = arithmetic.cache(rank, context, self.format, windows=self.windows)
        return self.own_sequences * one


def held(
    model: Model, to: Deployed, context: Tokens, room: Bytes, accelerators: int, block_size: int
) -> dict[str, Any]:
    """The results about memory. Raises Unpublished or Uncounted where bytes are not known."""
    L = len(require_architecture(model, "its memory").layers)
    stages = min(accelerators // to.tensor, L)
    ranks = to.ranks(model, stages)
    (undivided,) = arithmetic.ranks(model, bytes_per_parameter=to.bytes_per_parameter)
    one = arithmetic.cache(undivided, context, to.format, windows=to.windows)
    fullest = max(ranks, key=lambda rank: to.needed(rank, context))
    limits: dict[str, Any] = {"block_size": block_size, "windows": to.windows}
    most = arithmetic.most_sequences(ranks, room, context, to.format, **limits)
    return {
        "weights": undivided.weights,
        "cache": to.sequences * one,
        "split": _split(model, to.tensor, stages, accelerators),
        "weights_of_one": fullest.weights,
        "cache_of_one": to.cache(fullest, context),
        "per_accelerator": to.needed(fullest, context),
        "room": room,
        "fits": to.needed(fullest, context) <= room,
        "fewest": _fewest(model, to, context, room, L),
        "longest_context": arithmetic.longest_context(
            ranks, room, to.own_sequences, to.format, **limits
        ),
        "most_sequences": most * to.tensor if to.by_sequences else most,
        "busy_stages": min(stages, to.sequences),
        "along": _along(model, context, room, lambda S: max(to.needed(rank, S) for rank in ranks)),
    }


def speed(
    model: Model, to: Deployed, context: Tokens, busy_stages: int, bandwidth: BytesPerSecond
) -> dict[str, Any]:
    """The results about speed. Raises as `_held`."""
    (rank,) = to.ranks(model)
    cache = to.own_sequences * arithmetic.cache_read(rank, context, to.format)
    least, evenly = (
        arithmetic.weights_read(
            model, to.tensor, batch, to.bytes_per_parameter, by_sequences=to.by_sequences
        )
        for batch in (None, to.sequences)
    )
    bound, even = (
        arithmetic.tokens_per_second(to.sequences, bandwidth, weights, cache, busy_stages)
        for weights in (least, evenly)
    )
    return {
        "weights_read": least,
        "cache_read": cache,
        "tokens_per_second_bound": bound,
        "tokens_per_second_even": even,
    }


def _fewest(model: Model, to: Deployed, context: Tokens, room: Bytes, L: int) -> int | Unknown:
    """Accelerators of as few stages as hold weights and cache."""

    def hold(stages: int) -> bool:
        return all(to.needed(rank, context) <= room for rank in to.ranks(model, stages))

    if not hold(L):
        return Unknown(
            f"Not even {L} stages, one for each layer, hold it; use more ranks for each"
            " matrix, or smaller formats."
        )
    return to.tensor * bisect_left(range(1, L), True, key=hold) + to.tensor


def _split(model: Model, T: int, stages: int, accelerators: int) -> str:
    """How the model is divided, and what engines say about it."""
    words = [f"each matrix over {T} ranks"] if T > 1 else []
    if stages > 1:
        words.append(f"the layers over {stages} stages")
    words = words or ["not at all"]
    if idle := accelerators - T * stages:
        words.append(f"{idle:,} accelerators stay idle")
    if refused := arithmetic.uneven(model, T):
        words.append(f"engines refuse {refused} over {T} ranks")
    return "; ".join(words)


def _along(model: Model, context: Tokens, room: Bytes, needed: Callable[[Tokens], Bytes]) -> Chart:
    """Bytes of the fullest accelerator along the context, and those that it has for them."""
    return charts.along_context(
        "Memory of one accelerator along the context",
        "Bytes of weights and cache on the fullest accelerator, and the memory there is for them.",
        Axis(label="Memory", unit="B", log=True),
        model,
        context,
        {
            "Needed": (presets.colour_role(getattr(model, "key", "")), needed),
            "Available": ("other", lambda S: room),
        },
    )
