"""OLMoE: every layer is MoE, `intermediate_size` is the width of one expert (1024 in the released
model, 2048 in the class); query and key norms span all heads, with widths from d / n.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import MoE
from calc.llm.families import common, olmo
from calc.llm.fields import Fields


def olmoe(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 16), common.width(fields, 2048)
    heads = olmo.heads(fields, d, n=16)
    n, k = heads.num_attention_heads, heads.num_key_value_heads
    attention = replace(heads, norm_parameters=d + d // n * k)
    E = fields.count("num_experts", "num_local_experts", default=64)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=8, experts=E),
        expert_ffn_size=fields.count("intermediate_size", default=2048),
    )
    return common.model(fields, d, common.stacked([(attention, moe)] * L), vocab=50_304)
