"""Tencent: Hunyuan (`hunyuan_v1_dense`, `hunyuan_v1_moe`) and Hy3 (`hy_v3`). All heads share the
query and key norms.

In Hunyuan MoE all layers are MoE, with experts and a shared one of the width `intermediate_size`;
`moe_topk` may be a list, with a number for each layer. Its classes cannot be built without
`head_dim`. In Hy3 the dense layers are in `mlp_layer_types`,
by default the first only, and `mlp_bias` is also on the shared experts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture


@dataclass(frozen=True, kw_only=True)
class _TopKs(Decoder):
    """Families whose `moe_topk` may be a list."""

    def feedforwards(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        names = ("moe_topk", "num_experts_per_tok")
        lists = [name for name in names if isinstance(fields.get(name), list | tuple)]
        if self.moe is None or not lists:
            return super().feedforwards(fields, d, L)
        if len(lists) == 1 and all(fields.has(name) for name in names):
            raise fields.error(lists[0], "the same is also given as one number; keep one.")
        chosen = fields.integers(lists[0], L) or []
        moe = replace(self.moe, k=1, k_names=("",)).read(fields)
        if moe is None or max(chosen) > moe.routed_experts:
            raise fields.error(lists[0], "it chooses more experts than there are.")
        blocks = {k: replace(moe, top_k=k) for k in set(chosen)}
        return [blocks[k] for k in chosen]


hunyuan_v1_dense = Decoder(
    L=32,
    d=4096,
    n=32,
    f=11_008,
    vocab=290_943,
    requires=("head_dim",),
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    ignores=("eod_token_id",),
)

hunyuan_vl_text = replace(
    hunyuan_v1_dense,
    tied=True,
    names={
        "head_dim": ("head_dim", "attention_head_dim"),
        "vocab_size": ("vocab_size", "org_vocab_size"),
    },
    ignores=("eod_token_id", "pad_id"),
)

_hunyuan_experts = Mixture(
    experts=1,
    k=1,
    f=11_008,
    k_names=("moe_topk", "num_experts_per_tok"),
    f_names=("intermediate_size",),
    shared=1,
)
hunyuan_v1_moe = _TopKs(**vars(hunyuan_v1_dense) | {"moe": _hunyuan_experts})

_hy_v3 = replace(
    hunyuan_v1_dense,
    L=80,
    n=64,
    k=8,
    h=128,
    f=13_312,
    nulls=False,
    vocab=120_832,
    requires=(),
    mlp_bias=Key("mlp_bias"),
    moe=Mixture(
        experts=192,
        required=True,
        k=8,
        f=1536,
        shared=1,
        shared_names=("num_shared_experts",),
        shared_bias=Key("mlp_bias"),
        sparse=patterns.sparse_from(1),
    ),
    ignores=("enable_moe_fp32_combine",),
)


def hy_v3(fields: Fields) -> Architecture:
    if fields.get("num_shared_experts") == 0:
        raise fields.error(
            "num_shared_experts", "the class then has one of the dense width; use 1 or more."
        )
    return _hy_v3(fields)
