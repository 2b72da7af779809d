"""Dense GLM-4 (`glm`, and `glm4` of 2025, which has four norms per layer): `attention_bias` is on
queries, keys and values; heads are 128 wide, not d / n.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common


def glm(fields: Fields) -> Architecture:
    return _glm(fields, norms=2)


def glm4(fields: Fields) -> Architecture:
    return _glm(fields, norms=4)


def _glm(fields: Fields, *, norms: int) -> Architecture:
    L, d = common.num_layers(fields, 40), common.hidden_size(fields, 4096)
    bias = fields.flag("attention_bias", default=True)
    attention = replace(common.attention(fields, d, n=32, k=2, h=128), qkv_bias=bias)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=13_696))
    layers = common.layer_stack([(attention, dense)] * L, norms=norms)
    return common.architecture(fields, d, layers, vocab=151_552)
