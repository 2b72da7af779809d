"""Mixtral 8x7B and 8x22B: every layer is MoE, `intermediate_size` is the width of one expert."""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import MoE
from calc.llm.families import common
from calc.llm.fields import Fields


def mixtral(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 4096)
    mask = common.one_window(fields, None)
    attention = replace(common.heads(fields, d, n=32, k=8), mask=mask)
    E = fields.count("num_local_experts", "num_experts", default=8)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=2, experts=E),
        expert_ffn_size=fields.count("intermediate_size", default=14_336),
    )
    return common.model(fields, d, common.stacked([(attention, moe)] * L), vocab=32_000)
