"""Command R and R+: attention and feed-forward in parallel after one LayerNorm without shift; tied
embeddings. With `use_qk_norm` every head has its own norm.

In Command A and R7B (`cohere2`) three of four layers slide (`sliding_window_pattern`).
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.masks import FULL, Full, Sliding


def cohere(fields: Fields) -> Architecture:
    d, L = common.hidden_size(fields, 8192), common.num_layers(fields, 40)
    heads = common.biased_attention(fields, d, n=64, k=None)
    normed = fields.flag("use_qk_norm", default=False, null=False)
    return _cohere(
        fields, d, replace(heads, norm_parameters=heads.query_key_width * normed), [FULL] * L
    )


def cohere2(fields: Fields) -> Architecture:
    d, L = common.hidden_size(fields, 8192), common.num_layers(fields, 40)
    heads = common.biased_attention(fields, d, n=64, k=None)
    every = fields.integer("sliding_window_pattern", "_sliding_window_pattern", default=4)
    return _cohere(fields, d, heads, patterns.mostly_sliding_masks(fields, L, every, window=4096))


def _cohere(
    fields: Fields, d: int, attention: Attention, masks: Sequence[Full | Sliding]
) -> Architecture:
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=22_528))
    attentions = patterns.with_masks(attention, masks)
    layers = common.layer_stack(((attention, dense) for attention in attentions), norms=1)
    return common.architecture(fields, d, layers, vocab=256_000, tied=True)
