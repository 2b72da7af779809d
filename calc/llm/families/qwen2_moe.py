"""Qwen 1.5 MoE and Qwen 2 MoE: one wide shared expert with a gate of its own.

`shared_expert_intermediate_size` is its width (5632 = 4 × 1408 in A2.7B). Every
`decoder_sparse_step`-th layer is MoE, except for `mlp_only_layers`. With `use_sliding_window`,
every second of the first `max_window_layers` layers slides.
"""

from collections.abc import Sequence

from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.masks import Mask


def _masks(fields: Fields, L: int) -> Sequence[Mask]:
    slides = fields.flag("use_sliding_window", default=False)
    if not slides:
        fields.ignore("sliding_window")
    window = fields.optional_integer("sliding_window", default=4096) if slides else None
    first_full = fields.integer("max_window_layers", default=28, minimum=0)
    pattern = [
        patterns.SLIDING_ATTENTION
        if slides and i % 2 == 0 and i < first_full
        else patterns.FULL_ATTENTION
        for i in range(L)
    ]
    return patterns.masks_by_layer_type(fields, pattern, window)


qwen2_moe = Decoder(
    L=24,
    d=2048,
    n=16,
    k=16,
    f=5632,
    nulls=False,
    vocab=151_936,
    qkv_bias=Key("qkv_bias", default=True),
    masks=_masks,
    moe=Mixture(
        experts=60,
        k=4,
        f=1408,
        names=("num_experts",),
        shared=1,
        shared_f=5632,
        shared_f_names=("shared_expert_intermediate_size",),
        shared_gate=True,
        sparse=patterns.moe_by_sparse_step,
    ),
)
