"""DeepSeekMoE 16B, the first DeepSeek MoE: ordinary attention, `n_shared_experts` shared experts
each as wide as a routed one.

The first `first_k_dense_replace` layers are dense, then every `moe_layer_freq`-th by number is
MoE. Without `n_routed_experts` all are dense. Defaults are those of the class that comes with the
checkpoint, configuration_deepseek.py.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common
from calc.llm.fields import Fields


def deepseek(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 30), common.width(fields, 4096)
    bias = fields.flag("attention_bias", default=False)
    attention = replace(common.heads(fields, d, n=32, k=32), qkv_bias=bias, output_bias=bias)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=11_008))
    moe = routed(fields, experts=None, expert_ffn_size=1407, shared=None, k=None)
    every = fields.count("moe_layer_freq", default=1)
    lead = fields.count("first_k_dense_replace", default=0, least=0)
    layers = common.stacked(
        (attention, moe if moe and i >= lead and i % every == 0 else dense) for i in range(L)
    )
    return common.model(fields, d, layers, vocab=102_400)


def routed(
    fields: Fields, *, experts: int | None, expert_ffn_size: int, shared: int | None, k: int | None
) -> MoE | None:
    """DeepSeek's mixture of experts with the class's defaults; None if no experts are given."""
    E = fields.optional("n_routed_experts", "num_local_experts", default=experts)
    if E is None:
        return None
    return MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=k, experts=E),
        expert_ffn_size=fields.count("moe_intermediate_size", default=expert_ffn_size),
        shared_experts=fields.optional("n_shared_experts", default=shared, least=0) or 0,
    )
