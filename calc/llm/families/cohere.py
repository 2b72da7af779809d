"""Command R and R+: attention and feed-forward side by side behind one LayerNorm without shift;
tied embeddings. With `use_qk_norm` every head has a norm of its own.

In Command A and R7B (`cohere2`) three of four layers slide (`sliding_window_pattern`).
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common, olmo
from calc.llm.fields import Fields
from calc.llm.masks import FULL, Full, Sliding


def cohere(fields: Fields) -> Architecture:
    d, L = common.width(fields, 8192), common.depth(fields, 40)
    heads = olmo.heads(fields, d, n=64)
    whole = (heads.num_attention_heads + heads.num_key_value_heads) * heads.head_dim
    normed = fields.flag("use_qk_norm", default=False, null=False)
    return _cohere(fields, d, replace(heads, norm_parameters=whole * normed), [FULL] * L)


def cohere2(fields: Fields) -> Architecture:
    d, L = common.width(fields, 8192), common.depth(fields, 40)
    heads = olmo.heads(fields, d, n=64)
    every = fields.count("sliding_window_pattern", "_sliding_window_pattern", default=4)
    return _cohere(fields, d, heads, common.every_so_often(fields, L, every, window=4096))


def _cohere(
    fields: Fields, d: int, attention: Attention, masks: Sequence[Full | Sliding]
) -> Architecture:
    dense = Dense(ffn_size=fields.count("intermediate_size", default=22_528))
    attentions = {mask: replace(attention, mask=mask) for mask in set(masks)}
    layers = common.stacked(((attentions[mask], dense) for mask in masks), norms=1)
    return common.model(fields, d, layers, vocab=256_000, tied=True)
