"""StableLM: LayerNorms, `use_qkv_bias` on queries, keys and values; with `qk_layernorm` every head
has a norm without shift; with `use_parallel_residual` one norm per layer.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def stablelm(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 32), common.width(fields, 2560)
    heads = common.heads(fields, d, n=32, k=32)
    h = common.even_head_dim(fields, d, heads.num_attention_heads)
    attention: Attention = replace(
        heads,
        head_dim=h,
        qkv_bias=fields.flag("use_qkv_bias", default=False),
        norm_parameters=(heads.num_attention_heads + heads.num_key_value_heads)
        * h
        * fields.flag("qk_layernorm", default=False),
    )
    dense = Dense(ffn_size=fields.count("intermediate_size", default=6912))
    parallel = fields.flag("use_parallel_residual", default=False)
    layers = common.stacked([(attention, dense)] * L, norms=1 if parallel else 2)
    return common.model(fields, d, layers, vocab=50_304, norm_vectors=2)
