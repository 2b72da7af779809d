"""Qwen 1.5 MoE and Qwen 2 MoE: one wide shared expert behind a gate of its own.

`shared_expert_intermediate_size` is the shared width (5632 = 4 × 1408 in A2.7B); an MoE stands
in every `decoder_sparse_step`-th layer that `mlp_only_layers` does not name. With a sliding
window, every second of the first `max_window_layers` layers slides.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common
from calc.llm.fields import Fields


def qwen2_moe(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 24), common.width(fields, 2048)
    attention = replace(
        common.heads(fields, d, n=16, k=16), qkv_bias=fields.flag("qkv_bias", default=True)
    )
    slides = fields.flag("use_sliding_window", default=False)
    window = fields.optional("sliding_window", default=4096) if slides else None
    late = fields.count("max_window_layers", default=28, least=0)
    pattern = [
        common.SLIDING_ATTENTION if slides and i % 2 == 0 and i < late else common.FULL_ATTENTION
        for i in range(L)
    ]
    masks = common.alternating(fields, pattern, window)
    attentions = {mask: replace(attention, mask=mask) for mask in set(masks)}
    dense = Dense(ffn_size=fields.count("intermediate_size", default=5632))
    E = fields.count("num_experts", default=60, least=0)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=4, experts=E) if E else 0,
        expert_ffn_size=fields.count("moe_intermediate_size", default=1408),
        shared_experts=1,
        shared_expert_ffn_size=fields.count("shared_expert_intermediate_size", default=5632),
        shared_expert_gate=True,
    )
    sparse = common.sparse_steps(fields, L) if E else [False] * L
    layers = common.stacked(
        (attentions[mask], moe if is_moe else dense)
        for mask, is_moe in zip(masks, sparse, strict=True)
    )
    return common.model(fields, d, layers, vocab=151_936)
