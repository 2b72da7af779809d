"""DeepSeekMoE 16B, the first DeepSeek MoE: ordinary attention, and `n_shared_experts` shared
experts that are as wide as the routed ones.

The first `first_k_dense_replace` layers are dense; of the others those are MoE whose number
`moe_layer_freq` divides. Without `n_routed_experts` all layers are dense. Defaults are those of
configuration_deepseek.py, which comes with the checkpoint.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common


def deepseek(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 30), common.hidden_size(fields, 4096)
    attention = common.biased_attention(fields, d, n=32, k=32)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=11_008))
    moe = deepseek_moe(fields, experts=None, expert_ffn_size=1407, shared=None, k=None)
    every = fields.integer("moe_layer_freq", default=1)
    lead = fields.integer("first_k_dense_replace", default=0, minimum=0)
    layers = common.layer_stack(
        (attention, moe if moe and i >= lead and i % every == 0 else dense) for i in range(L)
    )
    return common.architecture(fields, d, layers, vocab=102_400)


def deepseek_moe(
    fields: Fields,
    *,
    experts: int | None,
    expert_ffn_size: int,
    shared: int | None,
    k: int | None,
    other_name: str = "num_local_experts",
) -> MoE | None:
    """DeepSeek's mixture of experts; None if the config has no routed experts.

    `other_name` is another name that the class has for `n_routed_experts`.
    """
    E = fields.optional_integer("n_routed_experts", other_name, default=experts)
    if E is None:
        return None
    return MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=k, experts=E),
        expert_ffn_size=fields.integer("moe_intermediate_size", default=expert_ffn_size),
        shared_experts=fields.optional_integer("n_shared_experts", default=shared, minimum=0) or 0,
    )
