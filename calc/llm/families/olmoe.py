"""OLMoE: all layers are MoE; `intermediate_size` is the width of one expert (1024 in the released
model, 2048 in the class). Query and key norms span all heads, with the head width d / n.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.families import common


def olmoe(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 16), common.hidden_size(fields, 2048)
    heads = common.biased_attention(fields, d, n=16, k=None)
    n, k = heads.num_attention_heads, heads.num_key_value_heads
    attention = replace(heads, norm_parameters=d + d // n * k)
    moe = common.mixture(fields, "num_experts", "num_local_experts", experts=64, k=8, f=2048)
    return common.architecture(fields, d, common.layer_stack([(attention, moe)] * L), vocab=50_304)
