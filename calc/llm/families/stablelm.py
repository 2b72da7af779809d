"""StableLM: LayerNorms; `use_qkv_bias` is on queries, keys and values. With `qk_layernorm` every
head has its own norm without shift; with `use_parallel_residual` a layer has one norm.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common


def stablelm(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 2560)
    heads = common.attention(fields, d, n=32, k=32)
    heads = replace(heads, head_dim=common.whole_head_dim(fields, d, heads.num_attention_heads))
    attention = replace(
        heads,
        qkv_bias=fields.flag("use_qkv_bias", default=False),
        norm_parameters=heads.query_key_width * fields.flag("qk_layernorm", default=False),
    )
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=6912))
    parallel = fields.flag("use_parallel_residual", default=False)
    layers = common.layer_stack([(attention, dense)] * L, norms=1 if parallel else 2)
    return common.architecture(fields, d, layers, vocab=50_304, norm_vectors=2)
