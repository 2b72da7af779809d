"""Mixtral 8x7B and 8x22B: all layers are MoE; `intermediate_size` is the width of one expert."""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def mixtral(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    mask = patterns.uniform_mask(fields, None)
    attention = replace(common.attention(fields, d, n=32, k=8), mask=mask)
    moe = common.mixture(fields, "num_local_experts", "num_experts", experts=8, k=2, f=14_336)
    return common.architecture(fields, d, common.layer_stack([(attention, moe)] * L), vocab=32_000)
