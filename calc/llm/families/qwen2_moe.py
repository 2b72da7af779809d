"""Qwen 1.5 MoE and Qwen 2 MoE: one wide shared expert with a gate of its own.

`shared_expert_intermediate_size` is its width (5632 = 4 × 1408 in A2.7B). Every
`decoder_sparse_step`-th layer is MoE, except for `mlp_only_layers`. With `use_sliding_window`,
every second of the first `max_window_layers` layers slides.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def qwen2_moe(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 24), common.hidden_size(fields, 2048)
    attention = replace(
        common.attention(fields, d, n=16, k=16), qkv_bias=fields.flag("qkv_bias", default=True)
    )
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
    masks = patterns.masks_by_layer_type(fields, pattern, window)
    attentions = patterns.with_masks(attention, masks)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=5632))
    E = fields.integer("num_experts", default=60, minimum=0)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=4, experts=E) if E else 0,
        expert_ffn_size=fields.integer("moe_intermediate_size", default=1408),
        shared_experts=1,
        shared_expert_ffn_size=fields.integer("shared_expert_intermediate_size", default=5632),
        shared_expert_gate=True,
    )
    sparse = patterns.moe_by_sparse_step(fields, L) if E else [False] * L
    layers = common.layer_stack(
        (attention, moe if is_moe else dense)
        for attention, is_moe in zip(attentions, sparse, strict=True)
    )
    return common.architecture(fields, d, layers, vocab=151_936)
