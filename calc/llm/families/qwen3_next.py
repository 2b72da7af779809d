"""Qwen3-Next and Qwen3.5: gated delta nets in most layers, gated attention in every
`full_attention_interval`-th.

The query projection is twice as wide because of the gate. Qwen3-Next has the experts of Qwen2, with
a gated shared one. In Qwen3.5 all layers are MoE (`qwen3_5_moe`) or none (`qwen3_5`); these nest
the text model in `text_config` and have a vision tower. The module for multi-token prediction has
full attention. It is in Qwen3-Next's checkpoint, though not in its config.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture, MultiTokenPrediction
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.delta import GatedDeltaNet
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.hybrid import LINEAR, kinds
from calc.llm.families.wrapper import Wrapper
from calc.llm.layer import Layer
from calc.llm.vision import qwen3_5 as vision

FULL = patterns.FULL_ATTENTION


def qwen3_next(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 48), common.hidden_size(fields, 2048)
    mixers = _mixers(fields, d, n=16, k=2, n_v=32)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=5632))
    moe = _moe(fields, experts=512, k=10)
    sparse = patterns.moe_by_sparse_step(fields, L) if moe else [False] * L
    types = _types(fields, L)
    layers = common.layer_stack(
        (mixers[kind], moe if moe and is_moe else dense)
        for kind, is_moe in zip(types, sparse, strict=True)
    )
    ahead = MultiTokenPrediction(modules=1, layer=Layer(blocks=(mixers[FULL], moe or dense)))
    return common.architecture(fields, d, layers, vocab=151_936, multi_token_prediction=ahead)


def qwen3_5_text(fields: Fields) -> Architecture:
    d = common.hidden_size(fields, 4096)
    mixers = _mixers(fields, d, n=16, k=4, n_v=32)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=12_288))
    return _uniform(fields, d, mixers, dense, L=32)


def qwen3_5_moe_text(fields: Fields) -> Architecture:
    d = common.hidden_size(fields, 2048)
    mixers = _mixers(fields, d, n=16, k=2, n_v=32)
    moe = _moe(fields, experts=256, k=8)
    if moe is None:
        raise fields.error("num_experts", "0 experts; every layer of this family needs some.")
    return _uniform(fields, d, mixers, moe, L=40)


qwen3_5 = Wrapper(
    text="qwen3_5_text",
    fixed=True,
    vision=vision.read,
)
qwen3_5_moe = Wrapper(
    text="qwen3_5_moe_text",
    fixed=True,
    vision=vision.read,
)


type Mixers = dict[str, Attention | GatedDeltaNet]


def _uniform(
    fields: Fields, d: int, mixers: Mixers, feed_forward: Dense | MoE, *, L: int
) -> Architecture:
    """Qwen3.5: all layers have the same feed-forward block."""
    L = common.num_layers(fields, L)
    layers = common.layer_stack((mixers[kind], feed_forward) for kind in _types(fields, L))
    modules = fields.optional_integer("mtp_num_hidden_layers", default=None, minimum=0)
    ahead = None
    if modules:
        # With more layers there would still be one projection; no released model has more than one.
        fields.require("mtp_num_hidden_layers", 1, "no released model has more")
        layer = Layer(blocks=(mixers[FULL], feed_forward))
        ahead = MultiTokenPrediction(modules=1, layer=layer)
    return common.architecture(fields, d, layers, vocab=248_320, multi_token_prediction=ahead)


def _mixers(fields: Fields, d: int, *, n: int, k: int, n_v: int) -> Mixers:
    """Full and linear attention, by their word in `layer_types`."""
    heads = common.biased_attention(fields, d, n=n, k=k, h=256)
    full = replace(heads, output_gate=True, norm_parameters=2 * heads.head_dim)
    return {FULL: full, LINEAR: delta_net(fields, n_k=16, n_v=n_v)}


def delta_net(fields: Fields, *, n_k: int, n_v: int) -> GatedDeltaNet:
    """A gated delta net with heads of 128, unless the config says otherwise."""
    n_k = fields.integer("linear_num_key_heads", default=n_k)
    n_v = fields.integer("linear_num_value_heads", default=n_v)
    if n_v % n_k:
        raise fields.error("linear_num_key_heads", f"{n_k} cannot share {n_v} value heads evenly.")
    return GatedDeltaNet(
        num_key_heads=n_k,
        key_head_dim=fields.integer("linear_key_head_dim", default=128),
        num_value_heads=n_v,
        value_head_dim=fields.integer("linear_value_head_dim", default=128),
        conv_kernel=fields.integer("linear_conv_kernel_dim", default=4),
    )


def _moe(fields: Fields, *, experts: int, k: int) -> MoE | None:
    E = fields.integer("num_experts", default=experts, minimum=0)
    if not E:
        return None
    return MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=k, experts=E),
        expert_ffn_size=fields.integer("moe_intermediate_size", default=512),
        shared_experts=1,
        shared_expert_ffn_size=fields.integer("shared_expert_intermediate_size", default=512),
        shared_expert_gate=True,
    )


def _types(fields: Fields, L: int) -> Sequence[str]:
    def default() -> Sequence[str]:
        every = fields.integer("full_attention_interval", default=4)
        return [LINEAR if (i + 1) % every else FULL for i in range(L)]

    return kinds(fields, L, (FULL, LINEAR), default, pattern_keys=("full_attention_interval",))
