"""OLMo Hybrid: gated delta nets in three of four layers, attention as in OLMo 2 in the fourth.

At least one layer of each kind must be there. Key heads of the delta net are by default 3/4 d wide
together, value heads twice as wide.
"""

from collections.abc import Sequence

from calc.llm.blocks.delta import GatedDeltaNet
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Key
from calc.llm.families.hybrid import LINEAR, Hybrid, kinds
from calc.llm.families.patterns import FULL_ATTENTION


def _pattern(fields: Fields, L: int) -> Sequence[str]:
    def default() -> Sequence[str]:
        words = [FULL_ATTENTION if i % 4 == 3 else LINEAR for i in range(L)]
        return words if FULL_ATTENTION in words else [*words[:-1], FULL_ATTENTION]

    words = kinds(fields, L, (FULL_ATTENTION, LINEAR), default)
    if len(set(words)) < 2:
        raise fields.error(
            "layer_types", "the class needs layers of both kinds; add the missing kind."
        )
    return words


def _delta_net(fields: Fields, d: int) -> GatedDeltaNet:
    n = fields.integer("num_attention_heads", default=30)
    n_k = fields.integer("linear_num_key_heads", default=n, null=n)
    n_v = fields.integer("linear_num_value_heads", default=n, null=n)
    if n_v % n_k:
        raise fields.error("linear_num_key_heads", f"{n_k} cannot share {n_v} value heads evenly.")
    key = int(0.75 * d / n_k)
    h_k = fields.integer("linear_key_head_dim", default=key, null=key)
    return GatedDeltaNet(
        num_key_heads=n_k,
        key_head_dim=h_k,
        num_value_heads=n_v,
        value_head_dim=fields.integer("linear_value_head_dim", default=2 * h_k, null=2 * h_k),
        conv_kernel=fields.integer("linear_conv_kernel_dim", default=4),
        fused=False,
    )


olmo_hybrid = Hybrid(
    L=32,
    d=3840,
    n=30,
    f=11_008,
    vocab=100_352,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="whole",
    pattern=_pattern,
    mixers={LINEAR: _delta_net},
    ignores=(
        "linear_a_log_min",
        "linear_a_log_max",
        "linear_dt_min",
        "linear_dt_max",
        "linear_dt_init_floor",
        "linear_allow_neg_eigval",
    ),
)
