"""OLMo 1, whose norms have no weights; OLMo 2, whose norms come after the blocks and whose query
and key norms span all heads together; OLMo 3, where three of four layers slide as well.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields
from calc.llm.masks import FULL, Full, Sliding


def olmo(fields: Fields) -> Architecture:
    d = common.width(fields, 4096)
    masks = [FULL] * common.depth(fields, 32)
    return _olmo(fields, d, heads(fields, d, n=32), masks, norm_vectors=0)


def olmo2(fields: Fields) -> Architecture:
    d = common.width(fields, 4096)
    masks = [FULL] * common.depth(fields, 32)
    return _olmo(fields, d, _normed(fields, d), masks, norm_vectors=1)


def olmo3(fields: Fields) -> Architecture:
    d, L = common.width(fields, 4096), common.depth(fields, 32)
    masks = common.every_so_often(fields, L, 4, window=4096)
    return _olmo(fields, d, _normed(fields, d), masks, norm_vectors=1)


def _olmo(
    fields: Fields,
    d: int,
    attention: Attention,
    masks: Sequence[Full | Sliding],
    *,
    norm_vectors: int,
) -> Architecture:
    dense = Dense(ffn_size=fields.count("intermediate_size", default=11_008))
    attentions = {mask: replace(attention, mask=mask) for mask in set(masks)}
    layers = common.stacked((attentions[mask], dense) for mask in masks)
    return common.model(fields, d, layers, vocab=50_304, norm_vectors=norm_vectors)


def _normed(fields: Fields, d: int) -> Attention:
    attention = heads(fields, d, n=32)
    whole = (attention.num_attention_heads + attention.num_key_value_heads) * attention.head_dim
    return replace(attention, norm_parameters=whole)


def heads(fields: Fields, d: int, *, n: int) -> Attention:
    """With `attention_bias` on all four projections."""
    bias = fields.flag("attention_bias", default=False)
    return replace(common.heads(fields, d, n=n, k=None), qkv_bias=bias, output_bias=bias)
