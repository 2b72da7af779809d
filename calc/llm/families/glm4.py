"""GLM-4, dense (`glm`, and `glm4` of 2025, which has four norms per layer): `attention_bias` is on
queries, keys and values; heads of 128 whatever d / n is.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def glm(fields: Fields) -> Architecture:
    return _glm(fields, norms=2)


def glm4(fields: Fields) -> Architecture:
    return _glm(fields, norms=4)


def _glm(fields: Fields, *, norms: int) -> Architecture:
    L, d = common.depth(fields, 40), common.width(fields, 4096)
    bias = fields.flag("attention_bias", default=True)
    attention = replace(common.heads(fields, d, n=32, k=2, h=128), qkv_bias=bias)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=13_696))
    layers = common.stacked([(attention, dense)] * L, norms=norms)
    return common.model(fields, d, layers, vocab=151_552)
