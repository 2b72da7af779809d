"""The text model of Aria: in every layer experts of the width `intermediate_size`, and shared ones
of the same width, which have biases with `mlp_bias`.
"""

from dataclasses import replace

from calc.llm.families.decoder import Key, Mixture
from calc.llm.families.llama import llama

aria_text = replace(
    llama,
    moe=Mixture(
        experts=8,
        k=2,
        f=4096,
        names=("moe_num_experts",),
        k_names=("moe_topk",),
        f_names=("intermediate_size",),
        shared=2,
        shared_names=("moe_num_shared_experts",),
        shared_bias=Key("mlp_bias"),
    ),
)
