"""DeepSeek V4: every token sees a window and, in most layers, compressed entries of all tokens
before. The kinds of layers, in `layer_types` or as numbers in `compress_ratios`:

- "compressed_sparse_attention" (4): an entry for every 4 tokens, of which an indexer selects
  `index_topk`;
- "heavily_compressed_attention" (128): an entry for every 128 tokens, all of them seen;
- "sliding_attention" (0): the window only.

There is one key head, whose key is its value too, and the output projection is in groups of heads.
All layers have experts; the first ones choose by the token alone (`mlp_layer_types`), with the same
weights. The residual is `hc_mult` streams, which hyper-connections mix around each block.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Matrix
from calc.llm.blocks.compressed import CompressedAttention, CompressedIndexer, Compressor
from calc.llm.blocks.feedforward import MoE
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import Fields
from calc.llm.errors import describe
from calc.llm.families import common

SLIDING = "sliding_attention"
SPARSE = "compressed_sparse_attention"
HEAVY = "heavily_compressed_attention"
RATES = {SPARSE: 4, HEAVY: 128}
"""The tokens of an entry, by the kind of layer."""


def deepseek_v4(fields: Fields) -> Architecture:
    fields.require("mlp_bias", False, "biases of this family are not counted")
    L, d = common.num_layers(fields, 43), common.hidden_size(fields, 4096)
    fields.ignore(
        "num_key_value_heads", "n_shared_experts", "attention_bias", "mlp_bias",
        "qk_rope_head_dim", "hc_sinkhorn_iters", "hc_eps", "compress_rope_theta", "expert_dtype",
    )  # fmt: skip
    kinds = _kinds(fields, L)
    hashed = _hashed(fields, L)
    attentions = _attentions(fields, kinds)
    E = fields.integer("n_routed_experts", "num_local_experts", default=256)
    chosen = common.top_k(fields, "num_experts_per_tok", default=6, experts=E)
    moe = MoE(
        routed_experts=E,
        top_k=chosen,
        expert_ffn_size=fields.integer("moe_intermediate_size", "intermediate_size", default=2048),
        shared_experts=1,
    )
    streams = fields.integer("hc_mult", default=4, maximum=1000)
    around = [hyper_connection(f"{name}_hc", streams, d, matrix=True) for name in ("attn", "ffn")]
    layers = common.layer_stack((around[0], attentions[kind], around[1], moe) for kind in kinds)
    ahead = common.multi_token_prediction(fields, None)
    model = common.architecture(fields, d, layers, vocab=129_280, multi_token_prediction=ahead)
    # A hash layer has a table of 64-bit numbers, any other an FP32 correction of its router.
    buffers = hashed * 8 * model.vocab_size * chosen + (L - hashed) * 4 * E
    return replace(model, extras=(hyper_head(streams, d),), buffers=buffers)


def _hashed(fields: Fields, L: int) -> int:
    """The number of layers whose experts a table chooses by the token."""
    words = longer_list(fields, "mlp_layer_types", ("hash_moe", "moe"), L)
    first = fields.integer("num_hash_layers", default=3, minimum=0, null=3)
    return min(first, L) if words is None else words.count("hash_moe")


def hyper_connection(name: str, streams: int, d: int, *, matrix: bool) -> Weights:
    """A hyper-connection around one block: from all N streams together come the weights with which
    they become the block's input, and its output is added to each; with `matrix` also those with
    which the streams are mixed.

        N d o + o + (outputs),  o = 2 N, or with a matrix 2 N + N²

    Each kind of output has a scale. Source: Xie et al. 2026, "mHC"; sizes: transformers,
    models/deepseek_v4/modeling_deepseek_v4.py, DeepseekV4HyperConnection
    """
    N = streams
    outputs = 2 * N + N * N * matrix
    return Weights(
        component="hyper_connections",
        size=N * d * outputs + outputs + 2 + matrix,
        held=(Matrix(f"{name}.fn", "hyper_connections", outputs, N * d),),
        mixing=2 * N * N * d * matrix,
        float32=True,
    )


def hyper_head(streams: int, d: int) -> Extra:
    """What makes one stream of N after the last layer: N d N + N + 1."""
    products = streams * d * streams
    return Extra(
        component="hyper_connections",
        parameters=products + streams + 1,
        matmul_weights=products,
        held=(Matrix("hc_head.fn", "hyper_connections", streams, streams * d),),
        float32=True,
    )


def _kinds(fields: Fields, L: int) -> Sequence[str]:
    """The kind of each layer."""
    given = longer_list(fields, "layer_types", (SLIDING, SPARSE, HEAVY), L)
    ratios = fields.sequence("compress_ratios")
    if given is not None:
        return given
    if ratios is None:
        kinds = [SPARSE if i > 2 and i % 2 else HEAVY for i in range(L)]
        fields.assume("layer_types", kinds)
        return kinds
    by_ratio = {0: SLIDING, **{rate: kind for kind, rate in RATES.items()}}
    kinds = []
    for ratio in ratios:
        if type(ratio) is not int or ratio not in by_ratio:
            raise fields.error("compress_ratios", f"{describe(ratio)} is none of 0, 4 and 128.")
        kinds.append(by_ratio[ratio])
    if len(kinds) < L:
        raise fields.error("compress_ratios", f"it has {len(kinds)} numbers for {L} layers.")
    return kinds[:L]


def longer_list(fields: Fields, name: str, known: Sequence[str], L: int) -> Sequence[str] | None:
    """One of the known words per layer, of which the class leaves out those after the last; None
    if absent or null.
    """
    given = fields.sequence(name)
    words = fields.choices(name, known, L if given is None else max(L, len(given)))
    return None if words is None else words[:L]


def _attentions(fields: Fields, kinds: Sequence[str]) -> dict[str, CompressedAttention]:
    """The attention of each kind of layer that there is."""
    n = fields.integer("num_attention_heads", default=64)
    h = fields.integer("head_dim", default=512)
    groups = fields.integer("o_groups", default=8)
    if n * h % groups:
        raise fields.error("o_groups", f"{groups} groups do not divide {n} heads of width {h}.")
    sliding = CompressedAttention(
        num_attention_heads=n,
        head_dim=h,
        q_lora_rank=fields.integer("q_lora_rank", default=1024),
        o_groups=groups,
        o_lora_rank=fields.integer("o_lora_rank", default=1024),
        window=fields.integer("sliding_window", default=128),
    )
    index_heads = fields.integer("index_n_heads", default=64)
    index_width = fields.integer("index_head_dim", default=128)
    top = fields.integer("index_topk", default=512)
    made, rates = {SLIDING: sliding}, _rates(fields)
    for kind in set(kinds) - {SLIDING}:
        if kind not in rates:
            raise fields.error("compress_rates", f"it has no number for {kind}, which layers are.")
        rate, overlaps = rates[kind], kind == SPARSE
        made[kind] = replace(sliding, compressor=Compressor(rate=rate, width=h, overlaps=overlaps))
        if kind == SPARSE:
            indexer = CompressedIndexer(
                num_heads=index_heads,
                head_dim=index_width,
                compressor=Compressor(rate=rate, width=index_width, overlaps=True),
            )
            made[kind] = replace(made[kind], indexer=indexer, top=top)
    return made


def _rates(fields: Fields) -> dict[str, int]:
    """The tokens of an entry, by kind; older configs have them in keys of their own, which count
    more. A kind without a number can have no layers.
    """
    rates = dict(RATES)
    if fields.has("compress_rates"):
        given = fields.nested("compress_rates")
        rates = {kind: given.integer(kind) for kind in RATES if given.has(kind)}
    else:
        fields.assume("compress_rates", RATES)
    for older, kind in (("compress_rate_csa", SPARSE), ("compress_rate_hca", HEAVY)):
        if fields.has(older):
            rates[kind] = fields.integer(older)
    return rates
