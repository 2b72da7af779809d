"""Lara 4 Mini: gated delta nets, sliding and full attention in a pattern of five layers; every
layer has experts and a shared one without a gate.
"""

from collections.abc import Sequence

from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Key, Mixture
from calc.llm.families.hybrid import LINEAR, Hybrid, kinds, periodic
from calc.llm.families.patterns import FULL_ATTENTION, SLIDING_ATTENTION
from calc.llm.families.qwen3_next import delta_net

PATTERN = (LINEAR, SLIDING_ATTENTION, LINEAR, FULL_ATTENTION, SLIDING_ATTENTION)


def _pattern(fields: Fields, L: int) -> Sequence[str]:
    return kinds(fields, L, tuple(dict.fromkeys(PATTERN)), lambda: periodic(L, PATTERN))


lara_mini = Hybrid(
    L=34,
    d=1024,
    n=16,
    k=4,
    h=128,
    vocab=151_936,
    tied=True,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    window=512,
    pattern=_pattern,
    mixers={LINEAR: lambda fields, d: delta_net(fields, n_k=8, n_v=16)},
    moe=Mixture(
        experts=128,
        k=4,
        f=512,
        names=("num_experts",),
        shared=1,
        shared_f=512,
        shared_f_names=("shared_expert_intermediate_size",),
    ),
)
