"""Kimi Linear: delta attention with a decay for each channel in most layers, latent attention
without positions in every fourth; V3's experts after a dense layer.

`linear_attn_config` numbers layers from 1. `q_lora_rank` is null if absent.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.delta import KimiDeltaAttention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common
from calc.llm.families.deepseek_v2 import latent_attention, predicting
from calc.llm.fields import Fields
from calc.llm.stack import Block

FULL, LINEAR = common.FULL_ATTENTION, "linear_attention"


def kimi_linear(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 27), common.width(fields, 2304)
    inner = fields.inner("linear_attn_config")
    mixers: dict[str, Block] = {
        FULL: latent_attention(fields, n=32, q=None),
        LINEAR: KimiDeltaAttention(
            num_heads=_either(inner, "num_heads", fields, "linear_num_heads", 32),
            head_dim=_either(inner, "head_dim", fields, "linear_head_dim", 128),
            conv_kernel=_either(
                inner, "short_conv_kernel_size", fields, "linear_conv_kernel_dim", 4
            ),
        ),
    }
    E = fields.count("num_experts", "num_local_experts", default=256)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(
            fields, "num_experts_per_token", "num_experts_per_tok", default=8, experts=E
        ),
        expert_ffn_size=fields.count("moe_intermediate_size", default=1024),
        shared_experts=fields.count("num_shared_experts", "n_shared_experts", default=1, least=0),
    )
    dense = Dense(ffn_size=fields.count("intermediate_size", default=9216))
    fields.demand("moe_layer_freq", 1, "only the leading layers are dense")
    fields.demand("tie_word_embeddings", False, "this family has a head of its own")
    layers = common.stacked(
        (mixers[kind], moe if is_moe else dense)
        for kind, is_moe in zip(
            _types(fields, inner, L), common.sparse_types(fields, L, 1), strict=True
        )
    )
    ahead = predicting(fields, None)
    return common.model(fields, d, layers, vocab=163_840, multi_token_prediction=ahead)


def _either(inner: Fields, short: str, fields: Fields, long: str, default: int) -> int:
    """`linear_attn_config` over the flat key."""
    return inner.count(short, default=fields.count(long, default=default))


def _types(fields: Fields, inner: Fields, L: int) -> list[str]:
    """The kind of each layer."""
    full, linear = (inner.places(key, L, first=1) for key in ("full_attn_layers", "kda_layers"))
    if full is None or linear is None:
        pattern = [FULL if i and i % 4 == 0 else LINEAR for i in range(L)]
    else:
        if sorted([*full, *linear]) != list(range(1, L + 1)):
            raise inner.refuse("full_attn_layers", f"with kda_layers it must name 1 to {L} once.")
        pattern = [FULL if i + 1 in set(full) else LINEAR for i in range(L)]
    return list(common.layer_types(fields, pattern, (FULL, LINEAR)))
