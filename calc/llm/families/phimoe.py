"""Phi-3.5-MoE: Mixtral with LayerNorms, and with biases on attention and head where
`attention_bias` and `lm_head_bias` say so (the released model has both; the class has neither).
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import MoE
from calc.llm.families import common
from calc.llm.fields import Fields


def phimoe(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 4096)
    bias = fields.flag("attention_bias", default=False)
    attention = replace(
        common.heads(fields, d, n=32, k=8),
        mask=common.one_window(fields, None),
        qkv_bias=bias,
        output_bias=bias,
    )
    E = fields.count("num_local_experts", default=16)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=2, experts=E),
        expert_ffn_size=fields.count("intermediate_size", default=6400),
    )
    return common.model(
        fields,
        d,
        common.stacked([(attention, moe)] * L),
        vocab=32_064,
        norm_vectors=2,
        head_bias=fields.flag("lm_head_bias", default=False),
    )
