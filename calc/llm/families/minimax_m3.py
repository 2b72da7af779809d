"""The text model of MiniMax-M3: all heads share the query and key norms; one shared expert.

Layers that are "minimax_m3_sparse" in `layer_types` have an indexer that selects blocks of
positions; without that key no layer has one. Dense layers are those of `mlp_layer_types`, by
default none. Old configs say both in `sparse_attention_config` and `moe_layer_freq`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from calc.llm.blocks import Block
from calc.llm.blocks.attention import BlockSparseAttention
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Mixture
from calc.llm.masks import NearBlocks

SPARSE = "minimax_m3_sparse"


@dataclass(frozen=True, kw_only=True)
class _M3(Decoder):
    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        full = self.attention(fields, d)
        old = fields.nested("sparse_attention_config")

        def size(name: str, old_name: str, default: int) -> int:
            if old.has(old_name):
                fields.ignore(name)
                return old.integer(old_name)
            return fields.integer(name, default=default)

        top = size("index_topk_blocks", "sparse_topk_blocks", 16)
        block = size("index_block_size", "sparse_block_size", 128)
        near = size("index_local_blocks", "sparse_local_block", 1)
        if near > top:
            raise fields.error("index_local_blocks", f"it is more than all, {top}; use 1.")
        sparse = BlockSparseAttention(
            num_attention_heads=full.num_attention_heads,
            num_key_value_heads=full.num_key_value_heads,
            head_dim=full.head_dim,
            norm_parameters=full.norm_parameters,
            mask=NearBlocks(size=block, top=top),
            indexer_heads=size("index_n_heads", "sparse_num_index_heads", 4),
            indexer_head_dim=size("index_head_dim", "sparse_index_dim", 128),
        )
        known = patterns.FULL_ATTENTION, SPARSE
        kinds = patterns.layer_types(fields, _old_types(old, L), known)
        fields.assume("layer_types", kinds)
        return [sparse if kind == SPARSE else full for kind in kinds]


def _old_types(old: Fields, L: int) -> list[str]:
    given = _zeros_and_ones(old, "sparse_attention_freq", L)
    return [SPARSE if is_sparse else patterns.FULL_ATTENTION for is_sparse in given or [0] * L]


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    types = fields.choices("mlp_layer_types", ("dense", "sparse"), L)
    if types is not None:
        fields.ignore("moe_layer_freq")
        return [kind == "sparse" for kind in types]
    fields.assume("mlp_layer_types", ["sparse"] * L)
    return [bool(is_moe) for is_moe in _zeros_and_ones(fields, "moe_layer_freq", L) or [1] * L]


def _zeros_and_ones(fields: Fields, name: str, L: int) -> Sequence[object] | None:
    given = fields.sequence(name)
    if given is not None and (len(given) != L or any(x not in (0, 1) for x in given)):
        raise fields.error(name, f"it must hold a 0 or a 1 for each of {L} layers.")
    return given


minimax_m3_vl_text = _M3(
    L=60,
    d=6144,
    n=64,
    k=4,
    h=128,
    f=12_288,
    nulls=False,
    vocab=200_064,
    names={"intermediate_size": ("dense_intermediate_size",)},
    qk_norm="head",
    moe=Mixture(
        experts=128,
        required=True,
        k=4,
        f=3072,
        names=("num_local_experts", "num_experts"),
        f_names=("intermediate_size",),
        shared=1,
        shared_f=3072,
        shared_f_names=("shared_intermediate_size",),
        sparse=_sparse,
    ),
)
