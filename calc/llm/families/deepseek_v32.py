"""DeepSeek V3.2, GLM-5 and Hunyuan 4: V3's latent attention with an indexer that selects
`index_topk` earlier positions for each token.

The indexer has a LayerNorm on its keys, which are cached beside the latent. In GLM-5
(`glm_moe_dsa`) some layers use the selection of the layer before and have no indexer: those that
are "shared" in `indexer_types`, or by `index_topk_pattern` or `index_topk_freq`. Dense layers may
be given by `mlp_layer_types` instead of `first_k_dense_replace`. Hunyuan 4 (`hy_v4`) adds a gate on
the attention's output, a sink for each head, and streams with hyper-connections as in DeepSeek V4,
which are not mixed; the language model of its kind that sees (`hy_v4_vl_text`) has other sizes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.latent import Indexer, LatentAttention
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import DEEPSEEK_EXPERTS
from calc.llm.families.deepseek_v4 import hyper_connection, hyper_head
from calc.llm.families.latent import LatentDecoder
from calc.llm.masks import Selected


@dataclass(frozen=True, kw_only=True)
class _Sparse(LatentDecoder):
    indexer_heads: int
    has_indexer: Callable[[Fields, int], Sequence[bool]] | None = None
    """Which layers have an indexer of their own, where some use the selection of the layer
    before."""

    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        known = ("indexed_attention", "deepseek_sparse_attention")
        patterns.layer_types(fields, [known[0]] * L, known)
        without = replace(
            self.latent(fields, d),
            mask=Selected(top=fields.integer("index_topk", default=2048)),
        )
        indexed = replace(without, indexer=read_indexer(fields, self.indexer_heads))
        has = self.has_indexer(fields, L) if self.has_indexer else [True] * L
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
    moe=replace(
        DEEPSEEK_EXPERTS,
        required=True,
        names=("n_routed_experts", "num_local_experts", "num_experts"),
        sparse=lambda fields, L: patterns.moe_by_mlp_layer_types(fields, L, 3),
    ),
    refuses=(("moe_layer_freq", 1, "only the leading layers are dense"),),
    ignores=("mlp_bias",),
)


def read_indexer(fields: Fields, heads: int) -> Indexer:
    """The indexer; `heads` is the default of their number."""
    return Indexer(
        num_heads=fields.integer("index_n_heads", default=heads),
        head_dim=fields.integer("index_head_dim", default=128),
    )


def glm_indexers(fields: Fields, L: int) -> Sequence[bool]:
    types = fields.choices("indexer_types", ("full", "shared"), L)
    if types is None:
        types = _pattern(fields, L)
    fields.ignore("index_topk_pattern", "index_topk_freq", "index_skip_topk_offset")
    return _own_indexers(fields, types)


def _hunyuan_indexers(fields: Fields, L: int) -> Sequence[bool]:
    default = ["full" if i == 0 or i % 4 == 1 else "shared" for i in range(L)]
    fields.assume("indexer_types", default)
    return _own_indexers(fields, fields.choices("indexer_types", ("full", "shared"), L) or default)


def _own_indexers(fields: Fields, types: Sequence[str]) -> Sequence[bool]:
    if types[0] == "shared":
        raise fields.error("indexer_types", 'no layer is before the first; use "full" there.')
    return [kind == "full" for kind in types]


def _pattern(fields: Fields, L: int) -> list[str]:
    """The kind of each layer, "full" or "shared", if `indexer_types` is absent."""
    pattern = fields.get("index_topk_pattern")
    if pattern is not None:
        if not isinstance(pattern, str) or len(pattern) != L or set(pattern) - {"F", "S"}:
            raise fields.error("index_topk_pattern", f"it must be {L} letters F or S.")
        return ["full" if letter == "F" else "shared" for letter in pattern]
    every = max(fields.integer("index_topk_freq", default=1, minimum=0), 1)
    offset = fields.integer("index_skip_topk_offset", default=2, minimum=0)
    return ["shared" if max(i - offset + 1, 0) % every else "full" for i in range(L)]


glm_moe_dsa = replace(
    deepseek_v32,
    L=78,
    d=6144,
    n=64,
    q=2048,
    p=192,
    v=256,
    indexer_heads=32,
    has_indexer=glm_indexers,
    f=12_288,
    vocab=154_880,
)


@dataclass(frozen=True, kw_only=True)
class _Hunyuan(_Sparse):
    def __call__(self, fields: Fields) -> Architecture:
        streams, model = _streams(fields), super().__call__(fields)
        return replace(model, extras=(hyper_head(streams, model.hidden_size),))

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        streams = _streams(fields)
        before, between = (
            hyper_connection(f"{name}_hc", streams, d, matrix=False) for name in ("attn", "ffn")
        )
        return ((before, first, between, second) for first, second in super().blocks(fields, d, L))

    def latent(self, fields: Fields, d: int) -> LatentAttention:
        block = super().latent(fields, d)
        n = block.num_attention_heads
        return replace(block, gate_width=n * block.v_head_dim, more_parameters=n)


def _streams(fields: Fields) -> int:
    fields.ignore("hc_eps", "hc_magnitude", "learnable_sink_init")
    return fields.integer("hc_mult", default=4, maximum=1000)


_experts = replace(DEEPSEEK_EXPERTS, required=True, f=768, sparse=patterns.sparse_from(1))

hy_v4 = _Hunyuan(
    L=34,
    d=2816,
    n=32,
    p=192,
    v=256,
    q_null=False,
    indexer_heads=16,
    has_indexer=_hunyuan_indexers,
    f=6912,
    vocab=120_832,
    moe=_experts,
)

hy_v4_vl_text = replace(
    hy_v4,
    L=78,
    d=6144,
    n=64,
    q=2048,
    indexer_heads=32,
    f=18_432,
    moe=replace(_experts, f=2048),
)
