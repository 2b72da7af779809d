"""Seed-OSS: heads of 128 whatever d / n is; `attention_bias` is on queries, keys and values,
`attention_out_bias` on the output.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def seed_oss(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 64), common.width(fields, 4096)
    attention = replace(
        common.heads(fields, d, n=80, k=8, h=128),
        qkv_bias=fields.flag("attention_bias", default=True),
        output_bias=fields.flag("attention_out_bias", default=False),
    )
    dense = Dense(
        ffn_size=fields.count("intermediate_size", default=27_648),
        bias=fields.flag("mlp_bias", default=False),
    )
    return common.model(fields, d, common.stacked([(attention, dense)] * L), vocab=155_136)
