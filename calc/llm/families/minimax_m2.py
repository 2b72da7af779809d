"""MiniMax-M2: every layer is MoE, `intermediate_size` is the width of one expert, and query and
key norms span all heads together.

The checkpoints lack the modules of `num_mtp_modules`, so these are not counted.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, MultiTokenPrediction
from calc.llm.blocks.feedforward import MoE
from calc.llm.families import common
from calc.llm.fields import Fields


def minimax_m2(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 62), common.width(fields, 3072)
    heads = common.heads(fields, d, n=48, k=8, h=128)
    whole = (heads.num_attention_heads + heads.num_key_value_heads) * heads.head_dim
    attention = replace(heads, norm_parameters=whole)
    fields.demand("shared_intermediate_size", 0, "this family has no shared expert")
    E = fields.count("num_local_experts", "num_experts", default=256)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=8, experts=E),
        expert_ffn_size=fields.count("intermediate_size", default=1536),
    )
    ahead = None
    if fields.flag("use_mtp", default=False):
        modules = fields.count("num_mtp_modules", default=1)
        ahead = MultiTokenPrediction(modules=modules, layer=None)
    layers = common.stacked([(attention, moe)] * L)
    return common.model(fields, d, layers, vocab=200_064, multi_token_prediction=ahead)
