"""Qwen 3 MoE and Qwen 3 Coder: no shared expert; `moe_intermediate_size` is the width of one
expert, `intermediate_size` the width of a dense block.

Heads are d / n wide if `head_dim` is absent, unlike in dense Qwen 3; they share one query norm and
one key norm.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.masks import FULL


def qwen3_moe(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 24), common.hidden_size(fields, 2048)
    heads = common.biased_attention(fields, d, n=32, k=4)
    slides = fields.flag("use_sliding_window", default=False)
    mask = patterns.uniform_mask(fields, 4096) if slides else FULL
    patterns.check_layer_types(fields, L, mask)
    attention = replace(heads, mask=mask, norm_parameters=2 * heads.head_dim)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=6144))
    E = fields.integer("num_experts", "num_local_experts", default=128, minimum=0)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=8, experts=E) if E else 0,
        expert_ffn_size=fields.integer("moe_intermediate_size", default=768),
    )
    fields.require("shared_expert_intermediate_size", 0, "this family has no shared expert")
    sparse = patterns.moe_by_sparse_step(fields, L) if E else [False] * L
    layers = common.layer_stack((attention, moe if is_moe else dense) for is_moe in sparse)
    return common.architecture(fields, d, layers, vocab=151_936)
