"""StarCoder2: LayerNorms, no gate, biases everywhere if `use_bias`; tied embeddings."""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def starcoder2(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 30), common.hidden_size(fields, 3072)
    bias = fields.flag("use_bias", default=True)
    attention = replace(
        common.attention(fields, d, n=24, k=2),
        mask=patterns.uniform_mask(fields, None),
        qkv_bias=bias,
        output_bias=bias,
    )
    dense = Dense(
        ffn_size=fields.integer("intermediate_size", default=12_288), gated=False, bias=bias
    )
    layers = common.layer_stack([(attention, dense)] * L)
    return common.architecture(fields, d, layers, vocab=49_152, tied=True, norm_vectors=2)
