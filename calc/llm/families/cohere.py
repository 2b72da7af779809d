"""Command R and R+: attention and feed-forward side by side behind one LayerNorm without shift;
tied embeddings. With `use_qk_norm` every head has a norm of its own.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def cohere(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 40), common.width(fields, 8192)
    bias = fields.flag("attention_bias", default=False)
    heads = common.heads(fields, d, n=64, k=None)
    whole = (heads.num_attention_heads + heads.num_key_value_heads) * heads.head_dim
    normed = fields.flag("use_qk_norm", default=False, null=False)
    attention = replace(heads, qkv_bias=bias, output_bias=bias, norm_parameters=whole * normed)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=22_528))
    layers = common.stacked([(attention, dense)] * L, norms=1)
    return common.model(fields, d, layers, vocab=256_000, tied=True)
