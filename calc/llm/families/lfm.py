"""LFM2 and LFM3: gated short convolutions in most layers, attention in the others.

In LFM2 the feed-forward width is two thirds of `intermediate_size`, times a factor, rounded up
(`block_auto_adjust_ff_dim`); a list of `full_attn_idxs` may say which layers attend. `lfm2_moe` has
experts in all but the first `num_dense_layers`, and needs `layer_types`. In LFM3 some layers slide,
norms stand on both sides of a block, and each head's output has a gate.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.convolution import GatedConvolution
from calc.llm.blocks.feedforward import Dense
from calc.llm.blocks.weights import matrix
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Key, Mixture
from calc.llm.families.hybrid import CONVOLUTION, Hybrid, Mixer, kinds
from calc.llm.families.patterns import FULL_ATTENTION, SLIDING_ATTENTION

KNOWN = (CONVOLUTION, FULL_ATTENTION)


def _convolution(taps: int) -> Mixer:
    def read(fields: Fields, d: int) -> GatedConvolution:
        return GatedConvolution(
            kernel=fields.integer("conv_L_cache", default=taps),
            hidden_size=d,
            bias=fields.flag("conv_bias", default=False),
        )

    return read


class _OldTie(Hybrid):
    """`tie_embedding` is the old name of `tie_word_embeddings`; where both are there, they must
    agree, and alone it must not say other than the default.
    """

    def by_kind(self, fields: Fields, d: int) -> dict[str, tuple[Block, ...]]:
        if "tie_embedding" in fields.values:
            fields.require(
                "tie_embedding", fields.tied(True), "tie_word_embeddings says or means otherwise"
            )
        fields.ignore("tie_embedding")
        return super().by_kind(fields, d)


class _Lfm2(_OldTie):
    """The feed-forward width is computed; old configs have other names, and copies of d."""

    def dense(self, fields: Fields, d: int) -> Dense:
        for name in ("block_dim", "conv_dim", "conv_dim_out"):
            if fields.has(name):
                fields.require(name, d, "the class takes the hidden_size")
        f = super().dense(fields, d).ffn_size
        keys = "block_ffn_dim_multiplier", "block_multiple_of"
        if not fields.flag("block_auto_adjust_ff_dim", default=True):
            fields.ignore(*keys)
            return Dense(ffn_size=f)
        f = int(2 * f / 3)
        if keys[0] in fields.values and not fields.has(keys[0]):
            fields.ignore(*keys)
        else:
            multiple = fields.integer(keys[1], default=256)
            f = -(-int(fields.number(keys[0], default=1.0) * f) // multiple) * multiple
        if not f:
            raise fields.error("intermediate_size", "two thirds of it are 0; use more.")
        return Dense(ffn_size=f)


def _lfm2_kinds(fields: Fields, L: int) -> Sequence[str]:
    def default() -> Sequence[str]:
        fields.assume("full_attn_idxs", list(range(L)))
        attends = fields.sequence("full_attn_idxs")
        return [
            FULL_ATTENTION if attends is None or i in attends else CONVOLUTION for i in range(L)
        ]

    return kinds(fields, L, KNOWN, default, pattern_keys=("full_attn_idxs",))


lfm2 = _Lfm2(
    L=32,
    d=2560,
    n=32,
    k=8,
    f=12_288,
    vocab=65_536,
    tied=True,
    names={"intermediate_size": ("intermediate_size", "block_ff_dim")},
    qk_norm="head",
    pattern=_lfm2_kinds,
    mixers={CONVOLUTION: _convolution(3)},
    ignores=(
        "block_mlp_init_scale",
        "block_norm_eps",
        "block_out_init_scale",
        "block_use_swiglu",
        "block_use_xavier_init",
        "conv_use_xavier_init",
        "use_pos_enc",
        "theta",
    ),
)


def _lfm2_moe_kinds(fields: Fields, L: int) -> Sequence[str]:
    def missing() -> Sequence[str]:
        raise fields.error("layer_types", "it is missing and has no default; add a list.")

    return kinds(fields, L, KNOWN, missing)


def _after_dense(fields: Fields, L: int) -> Sequence[bool]:
    lead = fields.integer("num_dense_layers", default=2, minimum=0)
    return [i >= lead for i in range(L)]


lfm2_moe = _OldTie(
    L=32,
    d=2048,
    n=32,
    k=8,
    f=7168,
    vocab=65_536,
    tied=True,
    qk_norm="head",
    pattern=_lfm2_moe_kinds,
    mixers={CONVOLUTION: _convolution(3)},
    moe=Mixture(experts=32, k=4, f=1792, names=("num_experts",), sparse=_after_dense),
    ignores=("use_expert_bias",),
)


@dataclass(frozen=True, kw_only=True)
class _Lfm3(Hybrid):
    """Attention with a gate for each head."""

    def by_kind(self, fields: Fields, d: int) -> dict[str, tuple[Block, ...]]:
        made = super().by_kind(fields, d)
        if not fields.flag("use_attention_gate", default=True):
            return made
        n = fields.integer("num_attention_heads", default=self.n)
        gate = matrix("attention", "self_attn.g_proj", n, d)
        return {k: b if k == CONVOLUTION else (*b, gate) for k, b in made.items()}


def _lfm3_kinds(fields: Fields, L: int) -> Sequence[str]:
    def default() -> Sequence[str]:
        sliding = [SLIDING_ATTENTION if i % 4 == 0 and i else CONVOLUTION for i in range(L)]
        return [FULL_ATTENTION if i % 4 == 2 else kind for i, kind in enumerate(sliding)]

    return kinds(fields, L, (*KNOWN, SLIDING_ATTENTION), default)


_lfm3 = _Lfm3(
    L=24,
    d=2048,
    n=16,
    k=4,
    h=128,
    f=7680,
    vocab=128_000,
    tied=True,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    window=256,
    pattern=_lfm3_kinds,
    mixers={CONVOLUTION: _convolution(7)},
)


def lfm3(fields: Fields) -> Architecture:
    norms = 4 if fields.flag("use_sandwich_norm", default=True) else 2
    return replace(_lfm3, norms=norms)(fields)
