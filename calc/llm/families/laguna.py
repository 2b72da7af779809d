"""Laguna of Poolside: each layer may have another number of query heads
(`num_attention_heads_per_layer`), and gates on the attention's output: one for each head, or one
for each channel if `gating` says anything else than true or "per-head".

The first layer is dense, or those that `mlp_layer_types` says. The router's correction is a
parameter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.config_fields import Fields
from calc.llm.errors import describe
from calc.llm.families import common, patterns
from calc.llm.families.decoder import Decoder, Key, Mixture


@dataclass(frozen=True, kw_only=True)
class _Laguna(Decoder):
    def attention(self, fields: Fields, d: int) -> Attention:
        gating = fields.get("gating")
        fields.assume("gating", True)
        if not isinstance(gating, bool | str | None) or ("gating" in fields.values) > (
            gating is not None
        ):
            raise fields.error("gating", f'{describe(gating)} will not do; "per-head" would.')
        per_head = gating in (None, True, "per-head")
        block = super().attention(fields, d)
        return replace(block, head_gate=per_head, output_gate=not per_head, gate_bias=False)

    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        block = self.attention(fields, d)
        name, k = "num_attention_heads_per_layer", block.num_key_value_heads
        fields.assume(name, [block.num_attention_heads] * L)
        heads = fields.integers(name, L) or [block.num_attention_heads] * L
        for n in set(heads):
            common.check_heads(fields, name, n, k)
        masks = self.masks(fields, L) if self.masks else []
        kinds = list(zip(heads, masks, strict=True))
        made = {kind: replace(block, num_attention_heads=kind[0], mask=kind[1]) for kind in kinds}
        return [made[kind] for kind in kinds]


laguna = _Laguna(
    L=40,
    d=2048,
    n=48,
    k=8,
    h=128,
    f=8192,
    nulls=False,
    vocab=100_352,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    masks=patterns.full_where(lambda i, L: True, window=512),
    moe=Mixture(
        experts=256,
        required=True,
        k=8,
        f=512,
        names=("num_experts",),
        shared=1,
        shared_f=512,
        shared_f_names=("shared_expert_intermediate_size",),
        router_vectors=1,
        sparse=patterns.sparse_from(1),
    ),
    refuses=(("moe_apply_router_weight_on_input", False, "the class refuses it"),),
    ignores=("moe_routed_scaling_factor", "moe_router_logit_softcapping"),
)
