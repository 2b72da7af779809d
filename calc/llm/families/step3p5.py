"""The language model of Step-3.5 and Step-3.7: a gate for each head, query and key norms, layers
that slide with another number of query heads, experts with a shared one.

Older configs name the experts' layers in `moe_layers_enum`, and the heads of the layers that slide
in `attention_other_setting`; lists may have entries for the layers of multi-token prediction, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.config_fields import Fields
from calc.llm.errors import describe
from calc.llm.families import common
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.families.patterns import FULL_ATTENTION, SLIDING_ATTENTION
from calc.llm.masks import Sliding

AHEAD = ("num_nextn_predict_layers", "num_mtp_layers")
KINDS = (FULL_ATTENTION, SLIDING_ATTENTION)


@dataclass(frozen=True, kw_only=True)
class _Step(Decoder):
    def attention(self, fields: Fields, d: int) -> Attention:
        gating = fields.get("gating")
        fields.assume("gating", True)
        if "gating" in fields.values and gating is not True and gating != "per-head":
            raise fields.error("gating", f'{describe(gating)} is not counted; use "per-head".')
        return replace(super().attention(fields, d), head_gate=True)

    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        full = self.attention(fields, d)
        words = _words(fields, "layer_types", KINDS, L)
        fields.assume("layer_types", [FULL_ATTENTION] * L)
        window = fields.optional_integer("sliding_window", default=None)
        if words is None or SLIDING_ATTENTION not in words:
            fields.ignore(*OF_SLIDING, "per_layer_config")
            return [full] * L
        if window is None:
            raise fields.error("sliding_window", "it is absent, but layers slide; add a number.")
        slides = replace(full, mask=Sliding(window=window))
        own = _own_heads(fields, L)
        if own is None:
            n = _sliding_heads(fields, full)
            own = {i: n for i, word in enumerate(words) if word == SLIDING_ATTENTION}
        made: dict[tuple[str, int], Attention] = {}
        for i, word in enumerate(words):
            n = own.get(i, full.num_attention_heads)
            common.check_heads(fields, "num_attention_heads", n, full.num_key_value_heads)
            block = slides if word == SLIDING_ATTENTION else full
            made.setdefault((word, n), replace(block, num_attention_heads=n))
        return [made[word, own.get(i, full.num_attention_heads)] for i, word in enumerate(words)]


OF_SLIDING = ("num_sliding_attention_heads", "attention_other_setting")


def _own_heads(fields: Fields, L: int) -> dict[int, int] | None:
    """The number of query heads of the layers that `per_layer_config` names; None without it."""
    if not isinstance(fields.get("per_layer_config"), Mapping):
        return None
    fields.ignore(*OF_SLIDING)
    layers = fields.nested("per_layer_config")
    own = {}
    for key in list(layers.values):
        if not str(key).isdecimal() or int(key) >= L:
            raise layers.error(str(key), f"it is no layer; use a number from 0 to {L - 1}.")
        one = layers.nested(key)
        for name in one.values:
            if name != "num_attention_heads":
                raise one.error(name, "only the number of query heads may differ in this family.")
        if one.has("num_attention_heads"):
            own[int(key)] = one.integer("num_attention_heads")
    return own


def _sliding_heads(fields: Fields, full: Attention) -> int:
    """The number of query heads of the layers that slide."""
    older = fields.nested("attention_other_setting")
    older.ignore("attention_type", "true_head_dim")
    n = older.integer("num_attention_heads", default=full.num_attention_heads)
    older.require("num_attention_groups", full.num_key_value_heads, "the class has one number")
    older.require("head_dim", full.head_dim, "the class has one width")
    return fields.integer("num_sliding_attention_heads", default=n, null=n)


def _words(fields: Fields, name: str, known: Sequence[str], L: int) -> Sequence[str] | None:
    """One of the known words per layer, of a list that may go on for multi-token prediction."""
    given, more = fields.sequence(name), fields.integer(*AHEAD, default=0, minimum=0)
    longer = given is not None and len(given) == L + more
    words = fields.choices(name, known, L + more if longer else L)
    return None if words is None else words[:L]


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    """Which layers are MoE: by `mlp_layer_types`, else by `moe_layers_enum`, else from 3 on."""
    words = _words(fields, "mlp_layer_types", ("dense", "sparse"), L)
    given = fields.get("moe_layers_enum")
    if words is not None:
        return [word == "sparse" for word in words]
    fields.assume("mlp_layer_types", ["dense" if i < 3 else "sparse" for i in range(L)])
    if given is None:
        return [i >= 3 for i in range(L)]
    numbers = [one for one in given.split(",") if one.strip()] if isinstance(given, str) else given
    if not isinstance(numbers, list) or not all(
        type(one) is int or (isinstance(one, str) and one.strip().isdecimal()) for one in numbers
    ):
        raise fields.error("moe_layers_enum", f"{describe(given)} is no list of layers.")
    named = {int(one) for one in numbers}
    return [i in named for i in range(L)]


step3p5 = _Step(
    L=45,
    d=4096,
    n=64,
    k=8,
    h=128,
    f=11_264,
    nulls=False,
    vocab=128_815,
    names={"num_key_value_heads": ("num_key_value_heads", "num_attention_groups")},
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    mlp_bias=Key("mlp_bias"),
    qk_norm="head",
    moe=Mixture(
        experts=288,
        required=True,
        k=8,
        f=1280,
        names=("n_routed_experts", "moe_num_experts"),
        k_names=("num_experts_per_tok", "moe_top_k"),
        shared=1,
        shared_f=1280,
        shared_f_names=("share_expert_dim", "share_expert_dims"),
        shared_bias=Key("mlp_bias"),
        sparse=_sparse,
    ),
    ahead=False,
    refuses=(
        ("use_head_wise_attn_gate", True, "the class always has these gates"),
        ("use_qk_norm", True, "the class always has these norms"),
        ("use_moe", True, "the class reads moe_layers_enum"),
    ),
    ignores=(
        *("need_fp32_gate", "moe_router_activation", "moe_router_scaling_factor", "att_impl_type"),
        *("use_moe_router_bias", "zero_centered", "yarn_only_types", "partial_rotary_factors"),
        *("use_rope_layers", "swiglu_limits", "swiglu_limits_shared", "moe_layer_offset"),
        *("mtp_layer_types", "mtp_mlp_layer_types", "moe_layer_freq", "moe_every_n_layer"),
    ),
)
