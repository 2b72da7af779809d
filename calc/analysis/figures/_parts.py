"""Stacked bars of parameters by component."""

from collections.abc import Callable, Mapping, Sequence

from calc.calculators.shared import presets
from calc.chart.axis import Axis
from calc.chart.stack import Stack, Whole
from calc.llm.architecture import Architecture
from calc.llm.units import Parameters

PARTS = {
    "Routed experts": ("routed_experts",),
    "Shared experts and dense layers": ("shared_experts", "dense_ffn"),
    "Attention": ("attention",),
    "Embedding, head, router, norms": (
        "input_embedding",
        "lm_head",
        "router",
        "norms",
        "attention_norms",
    ),
}
"""The parts that are shown, each with its components of `calc.llm.parameters`."""


def stack(
    title: str,
    description: str,
    models: Sequence[Architecture],
    breakdown: Callable[[Architecture], Mapping[str, Parameters]],
) -> Stack:
    """A bar of the full width for each model.

    Raises ValueError for a component that is in no part.
    """
    return Stack(
        title=title,
        description=description,
        axis=Axis(label="Parameters", unit="parameters"),
        parts=tuple(PARTS),
        shares=True,
        wholes=tuple(
            Whole(
                name=model.name,
                values=_values(breakdown(model)),
                role=presets.colour_role(model.key),
            )
            for model in models
        ),
    )


def _values(components: Mapping[str, Parameters]) -> tuple[Parameters, ...]:
    left = set(components) - {name for names in PARTS.values() for name in names}
    if left:
        raise ValueError(f"{', '.join(sorted(left))}: in no part; add them to one of PARTS.")
    return tuple(sum(components.get(name, 0) for name in names) for names in PARTS.values())
