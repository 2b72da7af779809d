"""Qwen 3 MoE and Qwen 3 Coder: no shared expert; `moe_intermediate_size` is the expert width,
`intermediate_size` that of layers that are not MoE.

Heads are d / n wide if `head_dim` is absent (unlike Qwen 3 dense), with shared head norms.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common
from calc.llm.fields import Fields
from calc.llm.masks import FULL


def qwen3_moe(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 24), common.width(fields, 2048)
    bias = fields.flag("attention_bias", default=False)
    heads = common.heads(fields, d, n=32, k=4)
    slides = fields.flag("use_sliding_window", default=False)
    mask = common.one_window(fields, 4096) if slides else FULL
    common.agreeing_layer_types(fields, L, mask)
    attention = replace(
        heads, mask=mask, qkv_bias=bias, output_bias=bias, norm_parameters=2 * heads.head_dim
    )
    dense = Dense(ffn_size=fields.count("intermediate_size", default=6144))
    E = fields.count("num_experts", "num_local_experts", default=128, least=0)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=8, experts=E) if E else 0,
        expert_ffn_size=fields.count("moe_intermediate_size", default=768),
    )
    fields.demand("shared_expert_intermediate_size", 0, "this family has no shared expert")
    sparse = common.sparse_steps(fields, L) if E else [False] * L
    layers = common.stacked((attention, moe if is_moe else dense) for is_moe in sparse)
    return common.model(fields, d, layers, vocab=151_936)
