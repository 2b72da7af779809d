"""Seed-OSS: heads are 128 wide, not d / n; `attention_bias` is on queries, keys and values,
`attention_out_bias` on the output.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common


def seed_oss(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 64), common.hidden_size(fields, 4096)
    attention = replace(
        common.attention(fields, d, n=80, k=8, h=128),
        qkv_bias=fields.flag("attention_bias", default=True),
        output_bias=fields.flag("attention_out_bias", default=False),
    )
    dense = Dense(
        ffn_size=fields.integer("intermediate_size", default=27_648),
        bias=fields.flag("mlp_bias", default=False),
    )
    return common.architecture(
        fields, d, common.layer_stack([(attention, dense)] * L), vocab=155_136
    )
