"""gpt-oss: every second layer slides, beginning with the first; biases everywhere, also on experts
and router; a sink (one learned logit) for each head.

`intermediate_size` is the width of one expert. Heads are 64 wide, not d / n.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def gpt_oss(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 36), common.hidden_size(fields, 2880)
    biased = common.biased_attention(fields, d, n=64, k=8, h=64, bias=True)
    attention = replace(biased, sinks=True)
    pattern = [patterns.FULL_ATTENTION if i % 2 else patterns.SLIDING_ATTENTION for i in range(L)]
    masks = patterns.masks_by_layer_type(
        fields, pattern, fields.optional_integer("sliding_window", default=128)
    )
    attentions = patterns.with_masks(attention, masks)
    E = fields.integer("num_local_experts", "num_experts", default=128)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(
            fields, "num_experts_per_tok", "experts_per_token", default=4, experts=E
        ),
        expert_ffn_size=fields.integer("intermediate_size", default=2880),
        expert_bias=True,
        router_vectors=1,
    )
    layers = common.layer_stack((attention, moe) for attention in attentions)
    return common.architecture(fields, d, layers, vocab=201_088)
