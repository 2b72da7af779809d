"""Dense Qwen 1.5, 2 and 2.5: biases on queries, keys and values, none on the output.

The layers from `max_window_layers` on slide, but only if `use_sliding_window` is true.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def qwen2(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    attention = replace(common.attention(fields, d, n=32, k=32), qkv_bias=True)
    masks = patterns.late_sliding_masks(fields, L)
    attentions = patterns.with_masks(attention, masks)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=22_016))
    layers = common.layer_stack((attention, dense) for attention in attentions)
    return common.architecture(fields, d, layers, vocab=151_936)
