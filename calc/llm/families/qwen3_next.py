"""Qwen3-Next and the text models of Qwen3.5: gated delta nets in most layers, gated attention in
every `full_attention_interval`-th.

The query projection is doubled for the gate. Qwen3-Next has Qwen2's experts, with a gated shared
one; in Qwen3.5 every layer is MoE (`qwen3_5_moe`) or none (`qwen3_5`). The top level of Qwen3.5
nests the text model in `text_config` and has a vision tower. The module for a further token has
full attention; Qwen3-Next's config does not mention it, its checkpoint holds one.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, MultiTokenPrediction
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.delta import GatedDeltaNet
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common
from calc.llm.fields import Fields
from calc.llm.stack import Layer

FULL, LINEAR = common.FULL_ATTENTION, "linear_attention"


def qwen3_next(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 48), common.width(fields, 2048)
    mixers = _mixers(fields, d, n=16, k=2, n_v=32)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=5632))
    moe = _moe(fields, experts=512, k=10)
    sparse = common.sparse_steps(fields, L) if moe else [False] * L
    types = _types(fields, L)
    layers = common.stacked(
        (mixers[kind], moe if moe and is_moe else dense)
        for kind, is_moe in zip(types, sparse, strict=True)
    )
    ahead = MultiTokenPrediction(modules=1, layer=Layer(blocks=(mixers[FULL], moe or dense)))
    return common.model(fields, d, layers, vocab=151_936, multi_token_prediction=ahead)


def qwen3_5_text(fields: Fields) -> Architecture:
    d = common.width(fields, 4096)
    mixers = _mixers(fields, d, n=16, k=4, n_v=32)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=12_288))
    return _uniform(fields, d, mixers, dense, L=32)


def qwen3_5_moe_text(fields: Fields) -> Architecture:
    d = common.width(fields, 2048)
    mixers = _mixers(fields, d, n=16, k=2, n_v=32)
    moe = _moe(fields, experts=256, k=8)
    if moe is None:
        raise fields.refuse("num_experts", "0 experts; every layer of this family needs some.")
    return _uniform(fields, d, mixers, moe, L=40)


def qwen3_5(fields: Fields) -> Architecture:
    from calc.llm.vision.qwen3 import read

    text = qwen3_5_text(common.text_of(fields, "qwen3_5_text"))
    return replace(text, vision=read(fields.inner("vision_config")))


def qwen3_5_moe(fields: Fields) -> Architecture:
    from calc.llm.vision.qwen3 import read

    text = qwen3_5_moe_text(common.text_of(fields, "qwen3_5_moe_text"))
    return replace(text, vision=read(fields.inner("vision_config")))


type Mixers = dict[str, Attention | GatedDeltaNet]


def _uniform(
    fields: Fields, d: int, mixers: Mixers, feed_forward: Dense | MoE, *, L: int
) -> Architecture:
    """Qwen3.5: the same feed-forward block in every layer."""
    L = common.depth(fields, L)
    layers = common.stacked((mixers[kind], feed_forward) for kind in _types(fields, L))
    modules = fields.optional("mtp_num_hidden_layers", default=None, least=0)
    ahead = None
    if modules:
        # One projection and its norms however many layers; more than one is not released.
        fields.demand("mtp_num_hidden_layers", 1, "no released model has more")
        layer = Layer(blocks=(mixers[FULL], feed_forward))
        ahead = MultiTokenPrediction(modules=1, layer=layer)
    return common.model(fields, d, layers, vocab=248_320, multi_token_prediction=ahead)


def _mixers(fields: Fields, d: int, *, n: int, k: int, n_v: int) -> Mixers:
    """The two kinds, with the class's defaults."""
    bias = fields.flag("attention_bias", default=False)
    heads = common.heads(fields, d, n=n, k=k, h=256)
    full = replace(
        heads,
        output_gate=True,
        qkv_bias=bias,
        output_bias=bias,
        norm_parameters=2 * heads.head_dim,
    )
    n_k = fields.count("linear_num_key_heads", default=16)
    n_v = fields.count("linear_num_value_heads", default=n_v)
    if n_v % n_k:
        raise fields.refuse("linear_num_key_heads", f"{n_k} cannot share {n_v} value heads evenly.")
    linear = GatedDeltaNet(
        num_key_heads=n_k,
        key_head_dim=fields.count("linear_key_head_dim", default=128),
        num_value_heads=n_v,
        value_head_dim=fields.count("linear_value_head_dim", default=128),
        conv_kernel=fields.count("linear_conv_kernel_dim", default=4),
    )
    return {FULL: full, LINEAR: linear}


def _moe(fields: Fields, *, experts: int, k: int) -> MoE | None:
    E = fields.count("num_experts", default=experts, least=0)
    if not E:
        return None
    return MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=k, experts=E),
        expert_ffn_size=fields.count("moe_intermediate_size", default=512),
        shared_experts=1,
        shared_expert_ffn_size=fields.count("shared_expert_intermediate_size", default=512),
        shared_expert_gate=True,
    )


def _types(fields: Fields, L: int) -> list[str]:
    every = fields.count("full_attention_interval", default=4)
    pattern = [LINEAR if (i + 1) % every else FULL for i in range(L)]
    return list(common.layer_types(fields, pattern, (FULL, LINEAR)))
