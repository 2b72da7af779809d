"""Llama 1 to 3.3, and the many models that say `llama`: Yi, SmolLM 1 and 2, Falcon3, TinyLlama …

`attention_bias` is on all four projections, the output too.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def llama(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 4096)
    if not fields.has("head_dim"):
        common.even_head_dim(fields, d, fields.count("num_attention_heads", default=32))
    bias = fields.flag("attention_bias", default=False)
    attention = replace(common.heads(fields, d, n=32, k=None), qkv_bias=bias, output_bias=bias)
    dense = Dense(
        ffn_size=fields.count("intermediate_size", default=11_008),
        bias=fields.flag("mlp_bias", default=False),
    )
    return common.model(fields, d, common.stacked([(attention, dense)] * L), vocab=32_000)
