"""Inkling: attention with relative positions and short convolutions of keys, values and the output
of each block; a matrix for the scores of `d_rel` features of each head makes the position bias.

Layers that are "hybrid_sliding" have heads and a window of their own (`swa_…`). All layers have
experts, of which the router scores the shared ones, too, or those that `mlp_layer_types` says. A
norm follows the embedding. Checkpoints with `dense_intermediate_size` have in `intermediate_size`
the width of an expert.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Block, Matrix
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.weights import Weights, short_convolution
from calc.llm.config_fields import Fields
from calc.llm.families import common
from calc.llm.masks import FULL, Sliding

HYBRID, HYBRID_SLIDING = "hybrid", "hybrid_sliding"


def inkling_text(fields: Fields) -> Architecture:
    fields.ignore("tie_word_embeddings", "number_of_conv_states", "shared_expert_sink")
    fields.ignore("chain_hidden_post_norm", "mtp_hidden_states_first", "mtp_local_layer_ids")
    fields.ignore("log_scaling_alpha", "log_scaling_n_floor", "rms_norm_eps_moe_gate")
    fields.ignore("route_scale", "logits_mup_width_multiplier", "unpadded_vocab_size")
    L, d = common.num_layers(fields, 66), common.hidden_size(fields, 6144)
    kinds, dense, moe = layer_kinds(fields, L), *_widths(fields)
    blocks = {kind: _attention(fields, d, kind) for kind in (HYBRID, HYBRID_SLIDING)}
    pairs = zip(kinds, _sparse(fields, L), strict=True)
    layers = common.layer_stack((*blocks[kind], moe if is_moe else dense) for kind, is_moe in pairs)
    ahead = common.multi_token_prediction(fields, None)
    model = common.architecture(fields, d, layers, vocab=201_024, multi_token_prediction=ahead)
    norm = Extra(component="norms", parameters=d)
    return replace(model, tied_embeddings=False, extras=(norm,))


@dataclass(frozen=True, kw_only=True)
class _Experts(MoE):
    """Experts whose router scores the shared ones, too, and has a scale."""

    def matmul_weights(self, d: int) -> dict[str, int]:
        choices = self.routed_experts + self.shared_experts
        return {**super().matmul_weights(d), "router": d * choices}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        choices = self.routed_experts + self.shared_experts
        return Matrix("mlp.gate", "router", choices, d), *super().matrices(d)[1:]

    def _counted(self, d: int, experts: int) -> dict[str, int]:
        parts = super()._counted(d, experts)
        return {**parts, "router": parts["router"] + 1}


def _attention(fields: Fields, d: int, kind: str) -> tuple[Block, ...]:
    """Attention of a kind of layer, its position bias, and the convolutions of the layer."""
    slides = kind == HYBRID_SLIDING
    attention = heads(fields, kind, n=64, k=16 if slides else 8, window=512)
    norms = 2 * attention.head_dim
    bias = position_bias(fields, d, attention)
    return replace(attention, norm_parameters=norms), bias, convolutions(fields, d, attention)


def heads(fields: Fields, kind: str, *, n: int, k: int, window: int) -> Attention:
    """The attention of a kind of layer."""
    prefix = "swa_" if kind == HYBRID_SLIDING else ""
    n = fields.integer(f"{prefix}num_attention_heads", default=n)
    k = fields.integer(f"{prefix}num_key_value_heads", default=k)
    common.check_heads(fields, f"{prefix}num_key_value_heads", n, k)
    window = fields.integer("sliding_window_size", "sliding_window", default=window)
    return Attention(
        num_attention_heads=n,
        num_key_value_heads=k,
        head_dim=fields.integer(f"{prefix}head_dim", default=128),
        mask=Sliding(window=window) if kind == HYBRID_SLIDING else FULL,
    )


def position_bias(fields: Fields, d: int, attention: Attention) -> Weights:
    """The position bias, d n r + r X, where each of n heads has r features for X distances."""
    n, r = attention.num_attention_heads, fields.integer("d_rel", default=16)
    extent = fields.integer("rel_extent", default=1024)
    if isinstance(attention.mask, Sliding):
        extent = attention.mask.window
    features = Matrix("self_attn.r_proj", "position_bias", n * r, d)
    scores = Matrix("self_attn.rel_logits_proj.proj", "position_bias", r, extent)
    return Weights(
        component="position_bias",
        size=d * n * r + r * extent,
        held=(features, scores),
        products=d * n * r + n * r * extent,
    )


def taps(fields: Fields) -> int:
    """The taps of all convolutions."""
    return fields.integer("conv_kernel_size", "sconv_kernel_size", default=4, maximum=1000)


def convolutions(fields: Fields, d: int, attention: Attention) -> Weights:
    """Of keys, values, and the outputs of both blocks."""
    keys_and_values = 2 * attention.num_key_value_heads * attention.head_dim
    return short_convolution(keys_and_values + 2 * d, taps(fields))


def layer_kinds(fields: Fields, L: int) -> Sequence[str]:
    """The kind of each layer."""
    known = (HYBRID, HYBRID_SLIDING)
    kinds = fields.choices("layer_types", known, L)
    if kinds is not None:
        fields.ignore("local_layer_ids")
        return kinds
    local = fields.layer_numbers("local_layer_ids", L)
    if local is None:
        local = [i for i in range(L) if (i + 1) % 6]
        fields.assume("local_layer_ids", local)
    return [known[i in local] for i in range(L)]


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    """Which layers are MoE."""
    types = fields.choices("mlp_layer_types", ("dense", "sparse"), L)
    if types is not None:
        fields.ignore("dense_mlp_idx")
        return [kind == "sparse" for kind in types]
    lead = fields.integer("dense_mlp_idx", default=0, minimum=0)
    return [i >= lead for i in range(L)]


def _widths(fields: Fields) -> tuple[Dense, MoE]:
    """The dense block, which has a scale, and the experts."""
    f = fields.integer("intermediate_size", default=24_576)
    dense = fields.optional_integer("dense_intermediate_size", default=None)
    if dense is None:
        dense, f = f, fields.integer("moe_intermediate_size", default=3072)
    fields.ignore("moe_intermediate_size")
    E = fields.integer("n_routed_experts", "num_local_experts", default=256)
    moe = _Experts(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=6, experts=E),
        expert_ffn_size=f,
        shared_experts=fields.integer("n_shared_experts", default=2),
    )
    return Dense(ffn_size=dense, more_parameters=1), moe
