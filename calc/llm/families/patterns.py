"""Patterns of layers: which layer has which mask, and which layers are MoE."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from calc.llm.blocks.attention import Attention
from calc.llm.config_fields import Fields
from calc.llm.masks import FULL, Full, Mask, Sliding

FULL_ATTENTION, SLIDING_ATTENTION = "full_attention", "sliding_attention"
"""Words of `layer_types`."""


def layer_types(fields: Fields, default: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """`layer_types` of the config, or the family's pattern."""
    return fields.choices("layer_types", known, len(default)) or default


def masks_by_layer_type(
    fields: Fields, default: Sequence[str], window: int | None
) -> list[Full | Sliding]:
    """The mask of each layer, full or sliding, by `layer_types` or the family's pattern."""
    types = layer_types(fields, default, (FULL_ATTENTION, SLIDING_ATTENTION))
    if SLIDING_ATTENTION not in types:
        return [FULL] * len(types)
    if window is None:
        raise fields.error("sliding_window", "it is null, but layers slide; it must be a number.")
    sliding = Sliding(window=window)
    return [sliding if kind == SLIDING_ATTENTION else FULL for kind in types]


def mostly_sliding_masks(
    fields: Fields, L: int, every: int, *, window: int
) -> list[Full | Sliding]:
    """Every `every`-th layer has full attention, the others a sliding window."""
    pattern = [SLIDING_ATTENTION if (i + 1) % every else FULL_ATTENTION for i in range(L)]
    return masks_by_layer_type(
        fields, pattern, fields.optional_integer("sliding_window", default=window)
    )


def pattern_length(fields: Fields, default: int) -> int:
    """Every how many layers one has full attention, by `sliding_window_pattern`.

    Classes write it down as `_sliding_window_pattern`, and do not read that. It only counts where
    `layer_types` is absent.
    """
    names = "sliding_window_pattern", "_sliding_window_pattern"
    if fields.has("layer_types"):
        fields.ignore(*names)
        return default
    every = fields.integer(names[0], default=default)
    fields.require(names[1], every, f"classes read {names[0]} instead")
    return every


def one_full_in(every: int, *names: str, window: int) -> Callable[[Fields, int], list[Mask]]:
    """The masks of a family in which every `every`-th layer has full attention, the others slide.

    `names` are keys that say another number, which only counts where `layer_types` is absent.
    """

    def masks(fields: Fields, L: int) -> list[Mask]:
        step = 1
        if fields.has("layer_types"):
            fields.ignore(*names)
        else:
            step = fields.integer(*names, default=every)
        return [*mostly_sliding_masks(fields, L, step, window=window)]

    return masks


def full_where(
    is_full: Callable[[int, int], bool], *, window: int
) -> Callable[[Fields, int], list[Mask]]:
    """The masks of a family in which a layer i of L has full attention if `is_full(i, L)`, unless
    `layer_types` says otherwise; the others slide.
    """

    def masks(fields: Fields, L: int) -> list[Mask]:
        pattern = [FULL_ATTENTION if is_full(i, L) else SLIDING_ATTENTION for i in range(L)]
        fields.assume("layer_types", pattern)
        given = fields.optional_integer("sliding_window", default=window)
        return [*masks_by_layer_type(fields, pattern, given)]

    return masks


def late_sliding_masks(fields: Fields, L: int, *, first: int = 28) -> list[Full | Sliding]:
    """Qwen: the layers from `max_window_layers` on slide, if `use_sliding_window` is true."""
    slides = fields.flag("use_sliding_window", default=False)
    if not slides:
        fields.ignore("sliding_window")
    window = fields.optional_integer("sliding_window", default=4096) if slides else None
    first = fields.integer("max_window_layers", default=first, minimum=0)
    pattern = [
        SLIDING_ATTENTION if window is not None and i >= first else FULL_ATTENTION for i in range(L)
    ]
    return masks_by_layer_type(fields, pattern, window)


def uniform_mask(fields: Fields, default: int | None) -> Full | Sliding:
    """The mask of all layers: sliding if `sliding_window` is a number, full if it is null."""
    window = fields.optional_integer("sliding_window", default=default)
    return FULL if window is None else Sliding(window=window)


def uniform_masks(default: int | None) -> Callable[[Fields, int], Sequence[Full | Sliding]]:
    """The masks of a family whose layers all have the mask that `sliding_window` says."""

    def masks(fields: Fields, L: int) -> Sequence[Full | Sliding]:
        mask = uniform_mask(fields, default)
        check_layer_types(fields, L, mask)
        return [mask] * L

    return masks


def uniform_masks_if_used(default: int) -> Callable[[Fields, int], Sequence[Full | Sliding]]:
    """The same, but `sliding_window` only counts if `use_sliding_window` is true."""

    def masks(fields: Fields, L: int) -> Sequence[Full | Sliding]:
        mask: Full | Sliding = FULL
        if fields.flag("use_sliding_window", default=False):
            mask = uniform_mask(fields, default)
        else:
            fields.ignore("sliding_window")
        check_layer_types(fields, L, mask)
        return [mask] * L

    return masks


def check_layer_types(fields: Fields, L: int, mask: Full | Sliding) -> None:
    """ConfigError if `layer_types` contradicts the mask that all layers have."""
    kind = FULL_ATTENTION if isinstance(mask, Full) else SLIDING_ATTENTION
    for word in layer_types(fields, [kind] * L, (FULL_ATTENTION, SLIDING_ATTENTION)):
        if word != kind:
            raise fields.error("layer_types", f'"{word}" contradicts sliding_window; use "{kind}".')


def with_masks(block: Attention, masks: Sequence[Mask]) -> list[Attention]:
    """The attention of each layer; layers with equal masks have the same object."""
    attentions = {mask: replace(block, mask=mask) for mask in set(masks)}
    return [attentions[mask] for mask in masks]


def moe_by_sparse_step(fields: Fields, L: int) -> list[bool]:
    """Which layers are MoE: every `decoder_sparse_step`-th, except for `mlp_only_layers`."""
    step = fields.integer("decoder_sparse_step", default=1)
    fields.assume("mlp_only_layers", [])
    dense = set(fields.layer_numbers("mlp_only_layers", L) or ())
    return [i not in dense and (i + 1) % step == 0 for i in range(L)]


def moe_after_leading_dense(fields: Fields, L: int, lead: int) -> list[bool]:
    """Which layers are MoE: all but the first `first_k_dense_replace`."""
    lead = fields.integer("first_k_dense_replace", default=lead, minimum=0)
    return [i >= lead for i in range(L)]


def leading_dense(lead: int) -> Callable[[Fields, int], list[bool]]:
    """The same as a part of a family's `Mixture`."""
    return lambda fields, L: moe_after_leading_dense(fields, L, lead)


def sparse_from(lead: int) -> Callable[[Fields, int], list[bool]]:
    """Which layers are MoE in a family that reads `mlp_layer_types` only: all but the first `lead`
    if that is absent.
    """

    def sparse(fields: Fields, L: int) -> list[bool]:
        types = fields.choices("mlp_layer_types", ("dense", "sparse"), L)
        if types is not None:
            fields.ignore("first_k_dense_replace")
            return [kind == "sparse" for kind in types]
        fields.require("first_k_dense_replace", lead, "the class reads mlp_layer_types only")
        default = [i >= lead for i in range(L)]
        fields.assume("mlp_layer_types", ["sparse" if is_moe else "dense" for is_moe in default])
        return default

    return sparse


def moe_by_mlp_layer_types(fields: Fields, L: int, lead: int) -> list[bool]:
    """Which layers are MoE: those that are "sparse" in `mlp_layer_types`. If that is absent, all
    but the first `first_k_dense_replace`.
    """
    types = fields.choices("mlp_layer_types", ("dense", "sparse"), L)
    if types is None:
        return moe_after_leading_dense(fields, L, lead)
    fields.ignore("first_k_dense_replace")
    return [kind == "sparse" for kind in types]
