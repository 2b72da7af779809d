"""ERNIE 4.5 MoE: tied embeddings, `use_bias` on attention, dense and shared blocks and the head.

MoE are every `moe_layer_interval`-th of the layers from `moe_layer_start_index` to
`moe_layer_end_index` (−1 is the last). The router's correction is a parameter here, 64 to a layer.
What the modules of `num_nextn_predict_layers` hold is not in transformers, so they are not counted.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common
from calc.llm.families.deepseek_v2 import predicting
from calc.llm.fields import Fields


def ernie4_5_moe(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 28), common.width(fields, 2560)
    bias = fields.flag("use_bias", default=False, null=False)
    attention = replace(common.heads(fields, d, n=20, k=4), qkv_bias=bias, output_bias=bias)
    E = fields.count("moe_num_experts", "num_experts", default=64)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "moe_k", "num_experts_per_tok", default=6, experts=E),
        expert_ffn_size=fields.count("moe_intermediate_size", default=1536),
        shared_experts=fields.count("moe_num_shared_experts", default=2, least=0),
        shared_expert_bias=bias,
        router_vectors=1,
    )
    dense = Dense(ffn_size=fields.count("intermediate_size", default=12_288), bias=bias)
    first = fields.count("moe_layer_start_index", default=1, least=0)
    last = fields.count("moe_layer_end_index", default=-1, least=-1)
    every = fields.count("moe_layer_interval", default=1)
    last = L - 1 if last == -1 else last
    layers = common.stacked(
        (attention, moe if first <= i <= last and (i + 1) % every == 0 else dense) for i in range(L)
    )
    return common.model(
        fields,
        d,
        layers,
        vocab=103_424,
        tied=True,
        head_bias=bias,
        multi_token_prediction=predicting(fields, None),
    )
