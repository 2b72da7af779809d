"""Granite 3, dense, and its MoE: every layer is MoE, `intermediate_size` is an expert's width."""

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common, olmo
from calc.llm.fields import Fields


def granite(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 4096)
    attention = olmo.heads(fields, d, n=32)
    dense = Dense(
        ffn_size=fields.count("intermediate_size", default=11_008),
        bias=fields.flag("mlp_bias", default=False),
    )
    return common.model(fields, d, common.stacked([(attention, dense)] * L), vocab=32_000)


def granitemoe(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 4096)
    attention = olmo.heads(fields, d, n=32)
    E = fields.count("num_local_experts", default=8)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=2, experts=E),
        expert_ffn_size=fields.count("intermediate_size", default=11_008),
    )
    return common.model(fields, d, common.stacked([(attention, moe)] * L), vocab=32_000)
