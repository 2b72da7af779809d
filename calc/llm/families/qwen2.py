"""Qwen 1.5, 2 and 2.5, dense: biases on queries, keys and values, none on the output.

Layers from `max_window_layers` on slide, but only if `use_sliding_window` is true.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def qwen2(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 4096)
    attention = replace(common.heads(fields, d, n=32, k=32), qkv_bias=True)
    masks = common.late_windows(fields, L)
    attentions = {mask: replace(attention, mask=mask) for mask in set(masks)}
    dense = Dense(ffn_size=fields.count("intermediate_size", default=22_016))
    layers = common.stacked((attentions[mask], dense) for mask in masks)
    return common.model(fields, d, layers, vocab=151_936)
