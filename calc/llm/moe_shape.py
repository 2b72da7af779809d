"""The figures of a model that `reshape` changes, and checks of values that no model can have."""

from dataclasses import dataclass

from calc.llm.errors import ShapeError, describe


@dataclass(frozen=True, kw_only=True)
class MoEShape:
    """The seven figures that `reshape` takes and `moe_shape` returns."""

    routed_experts: int
    """0 in a dense model."""
    shared_experts: int
    top_k: int
    expert_ffn_size: int
    """Width of one routed expert; in a dense model, width of its feed-forward block."""
    moe_every: int
    """After the leading dense layers, every how many layers one is MoE: 1 if all are."""
    num_hidden_layers: int
    hidden_size: int


MAX_MOE_SHAPE = MoEShape(
    routed_experts=1_000_000,
    shared_experts=1_000_000,
    top_k=1_000_000,
    expert_ffn_size=100_000_000,
    moe_every=10_000,
    num_hidden_layers=10_000,
    hidden_size=10_000_000,
)
"""Limits, a thousand times what published models have, so that any result is computed quickly."""


def check_size(name: str, value: int) -> None:
    """ShapeError unless the value is an int within the limits."""
    minimum = 0 if name in ("routed_experts", "shared_experts", "top_k") else 1
    maximum = getattr(MAX_MOE_SHAPE, name)
    if type(value) is not int or not minimum <= value <= maximum:
        raise ShapeError(
            name,
            f"{describe(value)} will not do; a whole number from {minimum} to {maximum} would.",
        )


def check_experts(new: MoEShape, old: MoEShape, name: str) -> None:
    """ShapeError if the numbers of experts contradict each other."""
    E, k, had_any = new.routed_experts, new.top_k, old.routed_experts or old.shared_experts
    if not E and new.shared_experts and not had_any:
        raise ShapeError(
            "shared_experts",
            f"Shared experts go with routed ones, and {name} has none; set this to "
            "0, or add routed experts.",
        )
    if not E and not new.shared_experts and had_any:
        raise ShapeError(
            "routed_experts", "No expert is left at all; use at least 1 routed expert."
        )
    if k > E:
        raise ShapeError(
            "top_k",
            f"{_count(k, 'expert')} per token cannot be chosen from {_count(E, 'routed expert')};"
            f" use {f'at most {E}' if E else '0'}.",
        )
    if E and not k:
        raise ShapeError(
            "top_k", f"With no expert per token the {E} routed ones would idle; use 1 to {E}."
        )


def check_moe_layers(new: MoEShape, old: MoEShape, *, lead: int) -> None:
    """ShapeError if no layer would be MoE. The first `lead` layers stay dense."""
    every, layers = new.moe_every, new.num_hidden_layers
    if not new.routed_experts:
        if every != old.moe_every:
            raise ShapeError(
                "moe_every", "Without routed experts no layer is MoE; use 1, or more experts."
            )
        return
    if lead + every <= layers:
        return
    if every != old.moe_every and lead < layers:
        raise ShapeError(
            "moe_every",
            f"With an MoE in one of {every} layers, none of the {layers} would be MoE; use "
            f"1 to {layers - lead}.",
        )
    raise ShapeError(
        "num_hidden_layers",
        f"{_count(layers, 'layer')} would be too few for any to be MoE; use "
        f"at least {lead + every}.",
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
