"""The shape of a mixture of experts as a reader may change it, and what no model can have."""

from dataclasses import dataclass

from calc.llm.errors import ShapeError, said


@dataclass(frozen=True, kw_only=True)
class MoEShape:
    """The seven figures that a reader may change; what `reshape` takes and `moe_shape` gives."""

    routed_experts: int
    """0 in a dense model."""
    shared_experts: int
    top_k: int
    expert_ffn_size: int
    """Width of one routed expert; in a dense model, of its feed-forward block."""
    moe_every: int
    """1 if every layer is MoE after the leading dense ones, 2 if every second is, …"""
    num_hidden_layers: int
    hidden_size: int


LARGEST = MoEShape(
    routed_experts=1_000_000,
    shared_experts=1_000_000,
    top_k=1_000_000,
    expert_ffn_size=100_000_000,
    moe_every=10_000,
    num_hidden_layers=10_000,
    hidden_size=10_000_000,
)
"""A thousand times what any published model has, so that no figure takes long to compute."""


def check_size(name: str, value: int) -> None:
    """Refuse what is no whole number, or too large to compute with."""
    least = 0 if name in ("routed_experts", "shared_experts", "top_k") else 1
    most = getattr(LARGEST, name)
    if type(value) is not int or not least <= value <= most:
        raise ShapeError(
            name, f"{said(value)} will not do; a whole number from {least} to {most} would."
        )


def check_experts(shape: MoEShape, was: MoEShape, name: str) -> None:
    """Refuse experts that do not go together."""
    E, k, had_any = shape.routed_experts, shape.top_k, was.routed_experts or was.shared_experts
    if not E and shape.shared_experts and not had_any:
        raise ShapeError(
            "shared_experts",
            f"Shared experts stand beside routed ones and {name} has none; "
            "0 would do, or 1 or more routed experts.",
        )
    if not E and not shape.shared_experts and had_any:
        raise ShapeError(
            "routed_experts", "No expert is left at all; at least 1 routed expert would do."
        )
    if k > E:
        raise ShapeError(
            "top_k",
            f"{_count(k, 'expert')} per token cannot be chosen from {_count(E, 'routed expert')}; "
            f"{f'at most {E}' if E else '0'} would do.",
        )
    if E and not k:
        raise ShapeError(
            "top_k", f"With no expert per token the {E} routed ones would idle; 1 to {E} would do."
        )


def check_places(shape: MoEShape, was: MoEShape, *, lead: int) -> None:
    """Refuse a stack in which no layer would be MoE, `lead` being those that stay dense."""
    every, layers = shape.moe_every, shape.num_hidden_layers
    if not shape.routed_experts:
        if every != was.moe_every:
            raise ShapeError(
                "moe_every", "Without routed experts no layer is MoE; 1 would do, or more experts."
            )
        return
    if lead + every <= layers:
        return
    if every != was.moe_every and lead < layers:
        raise ShapeError(
            "moe_every",
            f"With an MoE in one of {every} layers, none of the {layers} would be MoE; "
            f"1 to {layers - lead} would do.",
        )
    raise ShapeError(
        "num_hidden_layers",
        f"{_count(layers, 'layer')} would be too few for any to be MoE; "
        f"at least {lead + every} would do.",
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
