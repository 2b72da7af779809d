"""Mistral 7B, Nemo, Small and Large. The window, if there is one, is in every layer.

`sliding_window` is 4096 if absent (v0.1) and null for none (v0.2 and later).
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def mistral(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 4096)
    mask = common.one_window(fields, 4096)
    common.agreeing_layer_types(fields, L, mask)
    attention = replace(common.heads(fields, d, n=32, k=8), mask=mask)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=14_336))
    return common.model(fields, d, common.stacked([(attention, dense)] * L), vocab=32_000)
