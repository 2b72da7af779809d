"""Qwen 3, dense: heads of 128 whatever d / n is, one query norm and one key norm for all heads."""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def qwen3(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 4096)
    bias = fields.flag("attention_bias", default=False)
    heads = common.heads(fields, d, n=32, k=32, h=128)
    attention = replace(heads, qkv_bias=bias, output_bias=bias, norm_parameters=2 * heads.head_dim)
    masks = common.late_windows(fields, L)
    attentions = {mask: replace(attention, mask=mask) for mask in set(masks)}
    dense = Dense(ffn_size=fields.count("intermediate_size", default=22_016))
    layers = common.stacked((attentions[mask], dense) for mask in masks)
    return common.model(fields, d, layers, vocab=151_936)
