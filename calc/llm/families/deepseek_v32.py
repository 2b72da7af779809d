"""DeepSeek V3.2 and GLM-5: V3's latent attention with an indexer that selects `index_topk` earlier
positions for each token.

The indexer has a LayerNorm on its keys, which are cached beside the latent. In GLM-5
(`glm_moe_dsa`) some layers use the selection of the layer before and have no indexer: those that
are "shared" in `indexer_types`, or by `index_topk_pattern` or `index_topk_freq`. Dense layers may
be given by `mlp_layer_types` instead of `first_k_dense_replace`.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.latent import Indexer
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.deepseek_v2 import latent_attention
from calc.llm.layer import Layer
from calc.llm.masks import Selected


def deepseek_v32(fields: Fields) -> Architecture:
    L = common.num_layers(fields, 61)
    sizes = {"n": 128, "q": 1536, "p": 128, "v": 128, "indexer_heads": 64}
    return _sparse_latent(fields, [True] * L, sizes, d=7168, f=18_432, vocab=129_280)


def glm_moe_dsa(fields: Fields) -> Architecture:
    L = common.num_layers(fields, 78)
    sizes = {"n": 64, "q": 2048, "p": 192, "v": 256, "indexer_heads": 32}
    return _sparse_latent(fields, _has_indexer(fields, L), sizes, d=6144, f=12_288, vocab=154_880)


def _sparse_latent(
    fields: Fields, indexed: list[bool], sizes: dict[str, int], *, d: int, f: int, vocab: int
) -> Architecture:
    L, d = len(indexed), common.hidden_size(fields, d)
    fields.ignore("mlp_bias")
    attention = latent_attention(fields, **{k: sizes[k] for k in "nqpv"})
    if attention.q_lora_rank is None:
        raise fields.error("q_lora_rank", "it is null; the indexer needs one, so a number would.")
    known = ("indexed_attention", "deepseek_sparse_attention")
    patterns.layer_types(fields, [known[0]] * L, known)
    without_indexer = replace(
        attention, mask=Selected(top=fields.integer("index_topk", default=2048))
    )
    indexer = Indexer(
        num_heads=fields.integer("index_n_heads", default=sizes["indexer_heads"]),
        head_dim=fields.integer("index_head_dim", default=128),
    )
    with_indexer = replace(without_indexer, indexer=indexer)
    E = fields.integer("n_routed_experts", "num_local_experts", "num_experts", default=256)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=8, experts=E),
        expert_ffn_size=fields.integer("moe_intermediate_size", default=2048),
        shared_experts=fields.integer("n_shared_experts", default=1, minimum=0),
    )
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=f))
    fields.require("moe_layer_freq", 1, "only the leading layers are dense")
    layers = common.layer_stack(
        (with_indexer if has_indexer else without_indexer, moe if is_moe else dense)
        for has_indexer, is_moe in zip(
            indexed, patterns.moe_by_mlp_layer_types(fields, L, 3), strict=True
        )
    )
    ahead = common.multi_token_prediction(fields, Layer(blocks=(with_indexer, moe)))
    return common.architecture(fields, d, layers, vocab=vocab, multi_token_prediction=ahead)


def _has_indexer(fields: Fields, L: int) -> list[bool]:
    """Which layers have an indexer of their own."""
    types = fields.choices("indexer_types", ("full", "shared"), L)
    if types is None:
        types = _pattern(fields, L)
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
