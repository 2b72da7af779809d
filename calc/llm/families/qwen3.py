"""Dense Qwen 3: heads are 128 wide, not d / n, and share one query norm and one key norm."""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def qwen3(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    heads = common.biased_attention(fields, d, n=32, k=32, h=128)
    attention = replace(heads, norm_parameters=2 * heads.head_dim)
    masks = patterns.late_sliding_masks(fields, L)
    attentions = patterns.with_masks(attention, masks)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=22_016))
    layers = common.layer_stack((attention, dense) for attention in attentions)
    return common.architecture(fields, d, layers, vocab=151_936)
