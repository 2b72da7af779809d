"""Llama 1 to 3.3, and many other models of this type: Yi, SmolLM 1 and 2, Falcon3, TinyLlama …

`attention_bias` is on all four projections, also on the output.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common


def llama(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    if not fields.has("head_dim"):
        common.whole_head_dim(fields, d, fields.integer("num_attention_heads", default=32))
    attention = common.biased_attention(fields, d, n=32, k=None)
    dense = Dense(
        ffn_size=fields.integer("intermediate_size", default=11_008),
        bias=fields.flag("mlp_bias", default=False),
    )
    return common.architecture(
        fields, d, common.layer_stack([(attention, dense)] * L), vocab=32_000
    )
