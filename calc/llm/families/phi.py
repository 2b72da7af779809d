"""Phi-1, 1.5 and 2: LayerNorms, biases everywhere, also on the head; attention and feed-forward in
parallel after one norm.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common


def phi(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 24), common.hidden_size(fields, 2048)
    heads = common.attention(fields, d, n=32, k=None)
    norms = 2 * 2 * (d // heads.num_attention_heads)
    attention = replace(
        heads,
        qkv_bias=True,
        output_bias=True,
        norm_parameters=norms * fields.flag("qk_layernorm", default=False),
    )
    dense = Dense(
        ffn_size=fields.integer("intermediate_size", default=8192),
        gated=False,
        bias=True,
        activation_tensors=5,
    )
    layers = common.layer_stack([(attention, dense)] * L, norms=1)
    return common.architecture(fields, d, layers, vocab=51_200, norm_vectors=2, head_bias=True)
