"""StarCoder2: LayerNorms, no gate, biases everywhere if `use_bias`; tied embeddings."""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def starcoder2(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 30), common.width(fields, 3072)
    bias = fields.flag("use_bias", default=True)
    attention = replace(
        common.heads(fields, d, n=24, k=2),
        mask=common.one_window(fields, None),
        qkv_bias=bias,
        output_bias=bias,
    )
    dense = Dense(
        ffn_size=fields.count("intermediate_size", default=12_288), gated=False, bias=bias
    )
    layers = common.stacked([(attention, dense)] * L)
    return common.model(fields, d, layers, vocab=49_152, tied=True, norm_vectors=2)
