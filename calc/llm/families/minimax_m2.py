"""MiniMax-M2: all layers are MoE; `intermediate_size` is the width of one expert. Query and key
norms span all heads.

The released checkpoints have no modules for multi-token prediction, so these are not counted.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, MultiTokenPrediction
from calc.llm.config_fields import Fields
from calc.llm.families import common


def minimax_m2(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 62), common.hidden_size(fields, 3072)
    heads = common.attention(fields, d, n=48, k=8, h=128)
    attention = replace(heads, norm_parameters=heads.query_key_width)
    fields.require("shared_intermediate_size", 0, "this family has no shared expert")
    moe = common.mixture(fields, "num_local_experts", "num_experts", experts=256, k=8, f=1536)
    ahead = None
    if fields.flag("use_mtp", default=False):
        modules = fields.integer("num_mtp_modules", default=1)
        ahead = MultiTokenPrediction(modules=modules, layer=None)
    layers = common.layer_stack([(attention, moe)] * L)
    return common.architecture(fields, d, layers, vocab=200_064, multi_token_prediction=ahead)
