"""MiniMax-Text-01: lightning attention in every second layer, or in those that `layer_types` names;
softmax attention in the others, with the same heads. All layers have experts as in Mixtral.
"""

from collections.abc import Sequence

from calc.llm.blocks.lightning import LightningAttention
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Mixture
from calc.llm.families.hybrid import LINEAR, Hybrid, kinds, periodic
from calc.llm.families.patterns import FULL_ATTENTION


def _pattern(fields: Fields, L: int) -> Sequence[str]:
    known = (FULL_ATTENTION, LINEAR)
    return kinds(fields, L, known, lambda: periodic(L, known))


def _lightning(fields: Fields, d: int) -> LightningAttention:
    heads = minimax.attention(fields, d)
    return LightningAttention(num_heads=heads.num_attention_heads, head_dim=heads.head_dim)


minimax = Hybrid(
    L=32,
    d=4096,
    n=32,
    k=8,
    vocab=32_000,
    pattern=_pattern,
    mixers={LINEAR: _lightning},
    moe=Mixture(
        experts=8,
        k=2,
        f=14_336,
        names=("num_local_experts", "num_experts"),
        f_names=("intermediate_size",),
    ),
    refuses=(("sliding_window", None, "the class slides, but its cache keeps every position"),),
    ignores=(
        "block_size",
        "full_attn_alpha_factor",
        "full_attn_beta_factor",
        "linear_attn_alpha_factor",
        "linear_attn_beta_factor",
        "mlp_alpha_factor",
        "mlp_beta_factor",
    ),
)
