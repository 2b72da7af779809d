"""Phi-3, 3.5 and 4: a Llama whose query, key and value matrices are one, as are gate and up.

The window, if there is one, is in every layer.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def phi3(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 3072)
    mask = common.one_window(fields, None)
    attention = replace(common.heads(fields, d, n=32, k=None), mask=mask)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=8192))
    return common.model(fields, d, common.stacked([(attention, dense)] * L), vocab=32_064)
