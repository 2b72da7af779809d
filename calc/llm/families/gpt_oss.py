"""gpt-oss: every second layer slides, the first one first; biases everywhere, also on experts and
router; a sink, one learned logit, for each head.

`intermediate_size` is the width of one expert. Heads are 64 wide whatever d / n is.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import MoE
from calc.llm.families import common
from calc.llm.fields import Fields


def gpt_oss(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 36), common.width(fields, 2880)
    bias = fields.flag("attention_bias", default=True)
    attention = replace(
        common.heads(fields, d, n=64, k=8, h=64), qkv_bias=bias, output_bias=bias, sinks=True
    )
    pattern = [common.FULL_ATTENTION if i % 2 else common.SLIDING_ATTENTION for i in range(L)]
    masks = common.alternating(fields, pattern, fields.optional("sliding_window", default=128))
    attentions = {mask: replace(attention, mask=mask) for mask in set(masks)}
    E = fields.count("num_local_experts", "num_experts", default=128)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(
            fields, "num_experts_per_tok", "experts_per_token", default=4, experts=E
        ),
        expert_ffn_size=fields.count("intermediate_size", default=2880),
        expert_bias=True,
        router_vectors=1,
    )
    layers = common.stacked((attentions[mask], moe) for mask in masks)
    return common.model(fields, d, layers, vocab=201_088)
