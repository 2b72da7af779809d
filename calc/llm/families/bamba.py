"""Bamba, Falcon-H1 and Granite 4: Mamba-2 beside attention, with keys that begin with `mamba_`.

Bamba has attention in the layers of `attn_layer_indices`, Granite 4 in those that `layer_types`
names; Falcon-H1 has both in every layer, in parallel. Granite's experts, if there are any, are
`intermediate_size` wide; a dense block of `shared_intermediate_size` is always there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.blocks.feedforward import Dense
from calc.llm.blocks.mamba import Mamba2
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.families.hybrid import LINEAR, Hybrid, kinds
from calc.llm.families.mamba import check_inner_width, no_layer_types
from calc.llm.families.patterns import FULL_ATTENTION

MULTIPLIERS = (
    "key_multiplier",
    "attention_in_multiplier",
    "attention_out_multiplier",
    "ssm_in_multiplier",
    "ssm_out_multiplier",
    "ssm_multipliers",
    "mlp_multipliers",
    "mamba_norm_before_gate",
)


def _mamba2(fields: Fields, d: int) -> Mamba2:
    return _heads_of(fields, fields.integer("mamba_expand", default=2) * d)


def _heads_of(fields: Fields, U: int) -> Mamba2:
    """Mamba-2 of inner width U. `mamba_d_head` may be "auto", which is U / n."""
    n = fields.integer("mamba_n_heads", default=128)
    if U % n:
        raise fields.error("mamba_n_heads", f"{n} heads do not divide {U}; use a divisor.")
    auto = fields.get("mamba_d_head") == "auto"
    h = U // n if auto else fields.integer("mamba_d_head", default=U // n)
    check_inner_width(fields, "mamba_d_head", n, h, U)
    return Mamba2(
        num_heads=n,
        head_dim=h,
        state_size=fields.integer("mamba_d_state", default=256),
        groups=fields.integer("mamba_n_groups", default=1),
        conv_kernel=fields.integer("mamba_d_conv", default=4),
        conv_bias=fields.flag("mamba_conv_bias", default=True),
        projection_bias=fields.flag("mamba_proj_bias", default=False),
    )


def _bamba_kinds(fields: Fields, L: int) -> Sequence[str]:
    no_layer_types(fields, "layer_types", "layers_block_type")
    fields.assume("attn_layer_indices", None)
    attends = set(fields.sequence("attn_layer_indices") or ())
    return [FULL_ATTENTION if i in attends else LINEAR for i in range(L)]


bamba = Hybrid(
    L=32,
    d=4096,
    n=32,
    k=8,
    f=14_336,
    vocab=128_000,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    mlp_bias=Key("mlp_bias"),
    pattern=_bamba_kinds,
    mixers={LINEAR: _mamba2},
)


@dataclass(frozen=True, kw_only=True)
class _Parallel(Decoder):
    """Falcon-H1: a state space and attention read the same norm, and their outputs are added."""

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        no_layer_types(fields, "layer_types", "layers_block_type")
        U = fields.optional_integer("mamba_d_ssm", default=1024)
        if U is None:
            U = fields.integer("mamba_expand", default=2) * d
        else:
            fields.ignore("mamba_expand")
        mamba = replace(
            _heads_of(fields, U),
            output_bias=fields.flag("projectors_bias", default=False),
            gated_norm=fields.flag("mamba_rms_norm", default=False),
        )
        return ((mamba, *pair) for pair in super().blocks(fields, d, L))


falcon_h1 = _Parallel(
    L=bamba.L,
    d=bamba.d,
    n=bamba.n,
    k=bamba.k,
    f=bamba.f,
    vocab=bamba.vocab,
    qkv_bias=bamba.qkv_bias,
    output_bias=bamba.output_bias,
    mlp_bias=bamba.mlp_bias,
    ignores=MULTIPLIERS,
)


@dataclass(frozen=True, kw_only=True)
class _Granite(Hybrid):
    """Without experts, the shared block is all there is."""

    def dense(self, fields: Fields, d: int) -> Dense:
        fields.ignore("intermediate_size", "num_experts_per_tok")
        return Dense(ffn_size=fields.integer("shared_intermediate_size", default=1024))


def _granite_kinds(fields: Fields, L: int) -> Sequence[str]:
    names = ("layer_types", "layers_block_type")
    return kinds(fields, L, (LINEAR, FULL_ATTENTION), lambda: [LINEAR] * L, names=names)


granitemoehybrid = _Granite(
    L=32,
    d=4096,
    n=32,
    vocab=32_000,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    pattern=_granite_kinds,
    mixers={LINEAR: _mamba2},
    moe=Mixture(
        experts=8,
        k=2,
        f=11_008,
        names=("num_local_experts",),
        f_names=("intermediate_size",),
        shared=1,
        shared_f=1024,
        shared_f_names=("shared_intermediate_size",),
    ),
    ignores=("normalization_function",),
)
