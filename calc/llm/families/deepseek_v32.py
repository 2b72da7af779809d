"""DeepSeek V3.2 and GLM-5: V3's latent attention with an indexer that selects `index_topk` earlier
positions for each token.

The indexer has a LayerNorm on its keys, which are cached beside the latent. In GLM-5
(`glm_moe_dsa`) some layers use the selection of the layer before and have no indexer: those that
are "shared" in `indexer_types`, or by `index_topk_pattern` or `index_topk_freq`. Dense layers may
be given by `mlp_layer_types` instead of `first_k_dense_replace`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.blocks.latent import Indexer
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Mixture
from calc.llm.families.latent import LatentDecoder
from calc.llm.masks import Selected


@dataclass(frozen=True, kw_only=True)
class _Sparse(LatentDecoder):
    indexer_heads: int
    shares: bool = False
    """Whether layers may use the selection of the layer before."""

    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        known = ("indexed_attention", "deepseek_sparse_attention")
        patterns.layer_types(fields, [known[0]] * L, known)
        without = replace(
            self.latent(fields, d),
            mask=Selected(top=fields.integer("index_topk", default=2048)),
        )
        indexer = Indexer(
            num_heads=fields.integer("index_n_heads", default=self.indexer_heads),
            head_dim=fields.integer("index_head_dim", default=128),
        )
        indexed = replace(without, indexer=indexer)
        has = _has_indexer(fields, L) if self.shares else [True] * L
        return [indexed if indexes else without for indexes in has]


deepseek_v32 = _Sparse(
    L=61,
    d=7168,
    n=128,
    q_null=False,
    never_null=("num_key_value_heads", "head_dim"),
    indexer_heads=64,
    f=18_432,
    vocab=129_280,
    moe=Mixture(
        experts=256,
        required=True,
        k=8,
        f=2048,
        names=("n_routed_experts", "num_local_experts", "num_experts"),
        shared=1,
        shared_names=("n_shared_experts",),
        sparse=lambda fields, L: patterns.moe_by_mlp_layer_types(fields, L, 3),
    ),
    refuses=(("moe_layer_freq", 1, "only the leading layers are dense"),),
    ignores=("mlp_bias",),
)

glm_moe_dsa = replace(
    deepseek_v32,
    L=78,
    d=6144,
    n=64,
    q=2048,
    p=192,
    v=256,
    indexer_heads=32,
    shares=True,
    f=12_288,
    vocab=154_880,
)


def _has_indexer(fields: Fields, L: int) -> list[bool]:
    """Which layers have an indexer of their own."""
    types = fields.choices("indexer_types", ("full", "shared"), L)
    if types is None:
        types = _pattern(fields, L)
    fields.ignore("index_topk_pattern", "index_topk_freq", "index_skip_topk_offset")
    if types[0] == "shared":
        raise fields.error("indexer_types", 'no layer is before the first; "full" would do there.')
    return [kind == "full" for kind in types]


def _pattern(fields: Fields, L: int) -> list[str]:
    """The kind of each layer, "full" or "shared", if `indexer_types` is absent."""
    pattern = fields.get("index_topk_pattern")
    if pattern is not None:
        if not isinstance(pattern, str) or len(pattern) != L or set(pattern) - {"F", "S"}:
            raise fields.error("index_topk_pattern", f"{L} letters F or S would do.")
        return ["full" if letter == "F" else "shared" for letter in pattern]
    every = max(fields.integer("index_topk_freq", default=1, minimum=0), 1)
    offset = fields.integer("index_skip_topk_offset", default=2, minimum=0)
    return ["shared" if max(i - offset + 1, 0) % every else "full" for i in range(L)]
