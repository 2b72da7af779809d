"""Jamba: Mamba with inner norms in most layers, attention in every `attn_layer_period`-th layer
from `attn_layer_offset` on; MoE in every `expert_layer_period`-th layer from
`expert_layer_offset` on, with experts as wide as the dense blocks of the other layers.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.mamba import Mamba1
from calc.llm.config_fields import Fields
from calc.llm.families import common


def jamba(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 32), common.hidden_size(fields, 4096)
    attention = common.attention(fields, d, n=32, k=8)
    mamba = Mamba1(
        inner_size=fields.integer("mamba_expand", default=2) * d,
        state_size=fields.integer("mamba_d_state", default=16),
        dt_rank=_dt_rank(fields, d),
        conv_kernel=fields.integer("mamba_d_conv", default=4),
        conv_bias=fields.flag("mamba_conv_bias", default=True),
        projection_bias=fields.flag("mamba_proj_bias", default=False),
    )
    f = fields.integer("intermediate_size", default=14_336)
    dense = Dense(ffn_size=f)
    E = fields.integer("num_experts", "num_local_experts", default=16)
    moe = (
        MoE(
            routed_experts=E,
            top_k=common.top_k(fields, "num_experts_per_tok", default=2, experts=E),
            expert_ffn_size=f,
        )
        if E > 1
        else dense
    )
    attends = _period_and_offset(fields, "attn_layer", period=8, offset=4)
    routes = _period_and_offset(fields, "expert_layer", period=2, offset=1)
    layers = common.layer_stack(
        (
            attention if i % attends[0] == attends[1] else mamba,
            moe if i % routes[0] == routes[1] else dense,
        )
        for i in range(L)
    )
    return common.architecture(fields, d, layers, vocab=65_536)


def _dt_rank(fields: Fields, d: int) -> int:
    """The rank of the step size; "auto" means d / 16, rounded up."""
    if not fields.has("mamba_dt_rank") or fields.get("mamba_dt_rank") == "auto":
        fields.assume("mamba_dt_rank", -(-d // 16))
        return -(-d // 16)
    return fields.integer("mamba_dt_rank")


def _period_and_offset(fields: Fields, name: str, *, period: int, offset: int) -> tuple[int, int]:
    period = fields.integer(f"{name}_period", default=period)
    offset = fields.integer(f"{name}_offset", default=offset, minimum=0)
    if offset >= period:
        raise fields.error(f"{name}_offset", f"{offset} is not below the period, {period}.")
    return period, offset
