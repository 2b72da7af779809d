"""Phi-3, 3.5 and 4: like Llama, but with one matrix for queries, keys and values, and one for gate
and up. If there is a window, all layers have it.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def phi3(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 3072)
    mask = patterns.uniform_mask(fields, None)
    attention = replace(common.attention(fields, d, n=32, k=None), mask=mask)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=8192))
    return common.architecture(
        fields, d, common.layer_stack([(attention, dense)] * L), vocab=32_064
    )
