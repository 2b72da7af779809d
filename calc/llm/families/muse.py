"""The language models of Muse Glimmer and Muse Spark: every fourth layer, counted from the last,
has full attention; a gate as wide as the queries; query and key norms without weights.

Muse Glimmer is dense, with four norms per layer. Muse Spark has a mixture of experts
(`mlp_layer_types`) on a width of its own (`moe_hidden_size`), between two projections and two
norms; three norms and two residual gates of one vector each per layer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.blocks.feedforward import MoE
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture

muse_glimmer_text = Decoder(
    L=52,
    d=6656,
    n=32,
    k=2,
    h=128,
    f=19_968,
    nulls=False,
    divides=True,
    vocab=202_048,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    output_gate=True,
    gate_bias=False,
    norms=4,
    masks=patterns.full_where(lambda i, L: (L - 1 - i) % 4 == 0, window=2048),
    ignores=("layer_rope_theta", "qk_scale_factor", "output_multiplier", "post_norm_eps"),
)


@dataclass(frozen=True, kw_only=True)
class _Spark(Decoder):
    """Experts of a width of their own, between two norms of it."""

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        fields.assume("mlp_layer_types", ["sparse"] * L)
        layers = list(super().blocks(fields, d, L))
        width = fields.integer("moe_hidden_size", default=4096)
        experts = {block for layer in layers for block in layer if isinstance(block, MoE)}
        within = {moe: replace(moe, latent_size=width) for moe in experts}
        norms = Weights(component="norms", size=2 * width)
        return [
            (attention, within[block], norms) if isinstance(block, MoE) else (attention, block)
            for attention, block in layers
        ]


muse_spark_text = _Spark(
    L=62,
    d=8192,
    n=128,
    k=16,
    h=64,
    f=16_384,
    nulls=False,
    divides=True,
    vocab=202_048,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    output_gate=True,
    gate_bias=False,
    norms=5,
    masks=muse_glimmer_text.masks,
    moe=Mixture(
        experts=256,
        k=8,
        f=4096,
        names=("num_local_experts",),
        sparse=lambda fields, L: patterns.moe_by_mlp_layer_types(fields, L, 0),
    ),
    ignores=(*muse_glimmer_text.ignores, "residual_gate_temperature"),
)
