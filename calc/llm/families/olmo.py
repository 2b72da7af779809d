"""OLMo 1, whose norms have no weights, and OLMo 2, whose norms come after the blocks and whose
query and key norms span all heads together.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def olmo(fields: Fields) -> Architecture:
    d = common.width(fields, 4096)
    return _olmo(fields, d, heads(fields, d, n=32), norm_vectors=0)


def olmo2(fields: Fields) -> Architecture:
    d = common.width(fields, 4096)
    attention = heads(fields, d, n=32)
    whole = (attention.num_attention_heads + attention.num_key_value_heads) * attention.head_dim
    return _olmo(fields, d, replace(attention, norm_parameters=whole), norm_vectors=1)


def _olmo(fields: Fields, d: int, attention: Attention, *, norm_vectors: int) -> Architecture:
    L = common.depth(fields, 32)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=11_008))
    layers = common.stacked([(attention, dense)] * L)
    return common.model(fields, d, layers, vocab=50_304, norm_vectors=norm_vectors)


def heads(fields: Fields, d: int, *, n: int) -> Attention:
    """With `attention_bias` on all four projections."""
    bias = fields.flag("attention_bias", default=False)
    return replace(common.heads(fields, d, n=n, k=None), qkv_bias=bias, output_bias=bias)
