"""Granite 3 MoE: every layer is MoE, `intermediate_size` is the width of one expert."""

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import MoE
from calc.llm.families import common, olmo
from calc.llm.fields import Fields


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
