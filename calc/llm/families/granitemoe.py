"""Granite 3, dense and MoE. In the latter all layers are MoE, and `intermediate_size` is the width
of one expert.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common


def granite(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    attention = common.biased_attention(fields, d, n=32, k=None)
    dense = Dense(
        ffn_size=fields.integer("intermediate_size", default=11_008),
        bias=fields.flag("mlp_bias", default=False),
    )
    return common.architecture(
        fields, d, common.layer_stack([(attention, dense)] * L), vocab=32_000
    )


def granitemoe(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    attention = common.biased_attention(fields, d, n=32, k=None)
    moe = common.mixture(fields, "num_local_experts", experts=8, k=2, f=11_008)
    return common.architecture(fields, d, common.layer_stack([(attention, moe)] * L), vocab=32_000)
