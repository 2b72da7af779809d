"""Kimi Linear: Kimi Delta Attention in most layers, latent attention without positions in every
fourth; after one dense layer, the experts of DeepSeek-V3.

`linear_attn_config` numbers layers from 1. An absent `q_lora_rank` means null.
"""

from collections.abc import Sequence

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.delta import KimiDeltaAttention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.weights import matrix
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.deepseek_v2 import latent_attention
from calc.llm.families.hybrid import LINEAR, kinds

FULL = patterns.FULL_ATTENTION


def kimi_linear(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 27), common.hidden_size(fields, 2304)
    inner = fields.nested("linear_attn_config")
    mixers: dict[str, Block] = {
        FULL: latent_attention(fields, n=32, q=None),
        LINEAR: KimiDeltaAttention(
            num_heads=nested_or_flat(inner, "num_heads", fields, "linear_num_heads", 32),
            head_dim=nested_or_flat(inner, "head_dim", fields, "linear_head_dim", 128),
            conv_kernel=nested_or_flat(
                inner, "short_conv_kernel_size", fields, "linear_conv_kernel_dim", 4
            ),
        ),
    }
    E = fields.integer("num_experts", "num_local_experts", default=256)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(
            fields, "num_experts_per_token", "num_experts_per_tok", default=8, experts=E
        ),
        expert_ffn_size=fields.integer("moe_intermediate_size", default=1024),
        shared_experts=fields.integer(
            "num_shared_experts", "n_shared_experts", default=1, minimum=0
        ),
    )
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=9216))
    fields.ignore("num_key_value_heads", "qk_head_dim", "head_dim")
    fields.require("moe_layer_freq", 1, "only the leading layers are dense")
    fields.require("tie_word_embeddings", False, "this family has a head of its own")
    layers = common.layer_stack(
        (mixers[kind], moe if is_moe else dense)
        for kind, is_moe in zip(
            _types(fields, inner, L), patterns.moe_by_mlp_layer_types(fields, L, 1), strict=True
        )
    )
    ahead = common.multi_token_prediction(fields, None)
    return common.architecture(fields, d, layers, vocab=163_840, multi_token_prediction=ahead)


def bailing_hybrid(fields: Fields) -> Architecture:
    """Ling 3: every sixth layer attends, with a gate for each head; gates of the others have full
    rank. A saved config has the linear heads under other names than `head_dim`, which count first.
    """
    L, d = common.num_layers(fields, 42), common.hidden_size(fields, 2560)
    n = fields.integer("num_attention_heads", default=32)
    fields.ignore("num_key_value_heads", "qk_head_dim", "head_dim", *SETTINGS)
    linear = KimiDeltaAttention(
        num_heads=_first(fields, "linear_num_heads", "num_attention_heads", 32),
        head_dim=_first(fields, "linear_head_dim", "head_dim", 128),
        conv_kernel=_first(fields, "linear_conv_kernel_dim", "short_conv_kernel_size", 4),
        low_rank_gates=False,
    )
    gate = matrix("attention", "self_attn.g_proj", n, d)
    mixers: dict[str, tuple[Block, ...]] = {
        FULL: (latent_attention(fields, n=32, q=None), gate),
        LINEAR: (linear,),
    }
    E = fields.integer("num_experts", "num_local_experts", default=512)
    names = "num_experts_per_token", "num_experts_per_tok"
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, *names, default=8, experts=E),
        expert_ffn_size=fields.integer("moe_intermediate_size", default=768),
        shared_experts=fields.integer(
            "num_shared_experts", "n_shared_experts", default=1, minimum=0
        ),
    )
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=6144))
    fields.require("tie_word_embeddings", False, "this family has a head of its own")

    def default() -> Sequence[str]:
        every = fields.integer("layer_group_size", default=6)
        return [LINEAR if (i + 1) % every else FULL for i in range(L)]

    words = kinds(fields, L, (FULL, LINEAR), default, pattern_keys=("layer_group_size",))
    fields.ignore("first_k_dense_replace")
    sparse = patterns.moe_by_mlp_layer_types(fields, L, 2)
    layers = common.layer_stack(
        (*mixers[kind], moe if is_moe else dense)
        for kind, is_moe in zip(words, sparse, strict=True)
    )
    ahead = common.multi_token_prediction(fields, None)
    return common.architecture(fields, d, layers, vocab=157_184, multi_token_prediction=ahead)


SETTINGS = ("kda_safe_gate", "kda_lower_bound", "mtp_loss_scaling_factor")


def _first(fields: Fields, own: str, other: str, default: int) -> int:
    """The first of two keys that is there; the other does not count then."""
    if fields.has(own):
        fields.ignore(other)
        return fields.integer(own)
    return fields.integer(other, default=default)


def nested_or_flat(inner: Fields, short: str, fields: Fields, long: str, default: int) -> int:
    """A key of `linear_attn_config`, or the flat key that means the same."""
    return inner.integer(short, default=fields.integer(long, default=default))


def _types(fields: Fields, inner: Fields, L: int) -> Sequence[str]:
    """Full or linear attention, for each layer."""
    full, linear = (
        inner.layer_numbers(key, L, first=1) for key in ("full_attn_layers", "kda_layers")
    )
    if (full is None) != (linear is None):
        missing = "full_attn_layers" if full is None else "kda_layers"
        raise inner.error(missing, "it is missing; give both lists, or neither.")
    if full is None or linear is None:
        pattern = [FULL if i and i % 4 == 0 else LINEAR for i in range(L)]
    else:
        if sorted([*full, *linear]) != list(range(1, L + 1)):
            raise inner.error("full_attn_layers", f"with kda_layers it must name 1 to {L} once.")
        pattern = [FULL if i + 1 in set(full) else LINEAR for i in range(L)]
    keys = () if full is None else ("linear_attn_config",)
    return kinds(fields, L, (FULL, LINEAR), lambda: pattern, pattern_keys=keys)
