"""ERNIE 4.5 MoE: tied embeddings; `use_bias` is on attention, dense blocks, shared experts, head.

Every `moe_layer_interval`-th layer from `moe_layer_start_index` to `moe_layer_end_index` (−1 is the
last layer) is MoE. The router's correction is a parameter in this family. The modules of
`num_nextn_predict_layers` are not in transformers, so they are not counted.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common


def ernie4_5_moe(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 28), common.hidden_size(fields, 2560)
    bias = fields.flag("use_bias", default=False, null=False)
    attention = replace(common.attention(fields, d, n=20, k=4), qkv_bias=bias, output_bias=bias)
    fields.ignore("moe_norm_min", "moe_use_aux_free", "moe_gate", "moe_capacity")
    E = fields.integer("moe_num_experts", "num_experts", default=64)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "moe_k", "num_experts_per_tok", default=6, experts=E),
        expert_ffn_size=fields.integer("moe_intermediate_size", default=1536),
        shared_experts=fields.integer("moe_num_shared_experts", default=2, minimum=0),
        shared_expert_bias=bias,
        router_vectors=1,
    )
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=12_288), bias=bias)
    first = fields.integer("moe_layer_start_index", default=1, minimum=0)
    last = fields.integer("moe_layer_end_index", default=-1, minimum=-1)
    every = fields.integer("moe_layer_interval", default=1)
    last = L - 1 if last == -1 else last
    layers = common.layer_stack(
        (attention, moe if first <= i <= last and (i + 1) % every == 0 else dense) for i in range(L)
    )
    return common.architecture(
        fields,
        d,
        layers,
        vocab=103_424,
        tied=True,
        head_bias=bias,
        multi_token_prediction=common.multi_token_prediction(fields, None),
    )
