"""Phi-3.5-MoE: like Mixtral, but with LayerNorms, and with biases by `attention_bias` and
`lm_head_bias`. The released model has both biases; by the class's defaults there are none.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def phimoe(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    attention = replace(
        common.biased_attention(fields, d, n=32, k=8), mask=patterns.uniform_mask(fields, None)
    )
    moe = common.mixture(fields, "num_local_experts", experts=16, k=2, f=6400)
    return common.architecture(
        fields,
        d,
        common.layer_stack([(attention, moe)] * L),
        vocab=32_064,
        norm_vectors=2,
        head_bias=fields.flag("lm_head_bias", default=False),
    )
