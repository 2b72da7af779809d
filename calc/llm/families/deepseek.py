"""DeepSeekMoE 16B, the first DeepSeek MoE: ordinary attention, and `n_shared_experts` shared
experts that are as wide as the routed ones.

The first `first_k_dense_replace` layers are dense; of the others those are MoE whose number
`moe_layer_freq` divides. Without `n_routed_experts` all layers are dense. Defaults are those of
configuration_deepseek.py, which comes with the checkpoint.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.config_fields import Fields
from calc.llm.families.decoder import DEEPSEEK_EXPERTS, Decoder, Key


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    every = fields.integer("moe_layer_freq", default=1)
    lead = fields.integer("first_k_dense_replace", default=0, minimum=0)
    return [i >= lead and i % every == 0 for i in range(L)]


deepseek = Decoder(
    L=30,
    d=4096,
    n=32,
    k=32,
    f=11_008,
    vocab=102_400,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    moe=replace(DEEPSEEK_EXPERTS, experts=None, k=None, f=1407, shared=None, sparse=_sparse),
)
