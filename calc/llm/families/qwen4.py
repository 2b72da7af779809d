"""Qwen4-Exp: gated delta nets in most layers, and in every `full_attention_interval`-th gated
attention to blocks of positions that an indexer selects. All layers have experts and a shared one.

The residual is `hc_count` streams, which a network of rank `hc_lowrank` weights before each block.
Layers in `ple_layer_ids`, counted from 1, add embeddings of the last tokens together: each of
`heads_per_ngram` tables for 2 to `ngram_size` tokens has a prime number of rows, a higher one each,
from `ngram_vocab_size_base` on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isqrt

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Block, Matrix
from calc.llm.blocks.attention import BlockSparseAttention
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.families.hybrid import LINEAR, kinds
from calc.llm.families.patterns import FULL_ATTENTION
from calc.llm.families.qwen3_next import delta_net
from calc.llm.masks import SelectedBlocks

INDEXED = "indexed_attention"
ATTENTION = (
    *("attention_bias", "head_dim", "num_attention_heads", "num_key_value_heads"),
    *("indexer_budget", "indexer_compress_ratio", "indexer_head_dim", "indexer_kv_heads"),
    "indexer_n_heads",
)
MAX_TABLES = 1000
"""Limit of the tables of embeddings, each of which needs a prime number."""


@dataclass(frozen=True, kw_only=True)
class _Qwen4(Decoder):
    def __call__(self, fields: Fields) -> Architecture:
        model = super().__call__(fields)
        hyper = _hyper_connection(fields, model.hidden_size, "hyper_connection_mixer", ends=True)
        last = Extra(
            component=hyper.component,
            parameters=hyper.size,
            matmul_weights=sum(matrix.weights for matrix in hyper.held),
            held=hyper.held,
        )
        tables = Extra(
            component="ngram_embedding",
            parameters=_tables(fields, model.hidden_size, len(model.layers)),
            lookup=True,
        )
        return replace(model, extras=(last, tables))

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        fields.ignore("number_of_conv_states", "output_gate_type", "seed", "split_ngram_parts")
        fields.ignore("ple_conv_kernel_size")
        words = _kinds(fields, L)
        mixers: dict[str, Block] = {LINEAR: delta_net(fields, n_k=16, n_v=32)}
        fields.ignore(*ATTENTION)  # where no layer has it
        if INDEXED in words:
            mixers[INDEXED] = self._indexed(fields, d)
        before, between = (
            _hyper_connection(fields, d, f"{name}_hyper_connection") for name in ("attn", "mlp")
        )
        embedded = _embedded(fields, L)
        embedding = (_embedding(fields, d),) if embedded else ()
        for i, (word, moe) in enumerate(zip(words, self.feedforwards(fields, d, L), strict=True)):
            first = embedding if i + 1 in embedded else ()
            yield *first, before, mixers[word], between, moe

    def _indexed(self, fields: Fields, d: int) -> BlockSparseAttention:
        size = fields.integer("indexer_compress_ratio")
        budget = fields.integer("indexer_budget")
        if budget % size:
            raise fields.error("indexer_budget", f"it must be a multiple of {size}.")
        fields.require("indexer_kv_heads", 1, "the class refuses it")
        return BlockSparseAttention(
            **vars(self.attention(fields, d))
            | {"mask": SelectedBlocks(size=size, top=budget // size)},
            indexer_heads=fields.integer("indexer_n_heads"),
            indexer_head_dim=fields.integer("indexer_head_dim"),
            indexer_rate=size,
        )


def _kinds(fields: Fields, L: int) -> Sequence[str]:
    def default() -> Sequence[str]:
        every = fields.integer("full_attention_interval", default=4)
        return [LINEAR if (i + 1) % every else INDEXED for i in range(L)]

    known, key = (LINEAR, INDEXED, FULL_ATTENTION), "full_attention_interval"
    words = kinds(fields, L, known, default, pattern_keys=(key,))
    return [INDEXED if word == FULL_ATTENTION else word for word in words]


def _streams(fields: Fields) -> int:
    return fields.integer("hc_count", default=4, minimum=2, maximum=1000)


def _hyper_connection(fields: Fields, d: int, name: str, *, ends: bool = False) -> Weights:
    """Weights of N streams: a norm, a network of rank r that weights them, and unless the streams
    end here a matrix for the weights with which the block's output is added to each.

        N d + 2 N d r + N d N
    """
    N, r = _streams(fields), fields.integer("hc_lowrank", default=320)
    shapes = {"input_mix_weight_down": (r, N * d), "input_mix_weight_up": (N * d, r)}
    if not ends:
        shapes["block_inject_weight"] = (N, N * d)
    held = tuple(Matrix(f"{name}.{key}", "stream_weights", *shape) for key, shape in shapes.items())
    size = N * d + sum(matrix.weights for matrix in held)
    return Weights(component="stream_weights", size=size, held=held)


def _embedded(fields: Fields, L: int) -> set[int]:
    """Layers with embeddings of their own, counted from 1."""
    fields.assume("ple_layer_ids", [])
    return set(fields.layer_numbers("ple_layer_ids", L, first=1) or ())


def _embedding(fields: Fields, d: int) -> Weights:
    """What a layer does with its embeddings of width e: a key for each stream, one value, three
    norms, and a convolution with K taps, `ngram_size` tokens apart.

        e N d + e d + 3 N d + K N d
    """
    N, e = _streams(fields), fields.integer("ple_embed_dim", default=d, null=d)
    K = fields.integer("ple_conv_kernel_size", default=4, maximum=1000)
    products, channels = e * N * d + e * d, N * d
    return Weights(
        component="layer_embeddings",
        size=products + 3 * channels + K * channels,
        held=(
            Matrix("ple.key_proj", "layer_embeddings", N * d, e),
            Matrix("ple.value_proj", "layer_embeddings", d, e),
        ),
        mixing=2 * K * channels,
        state=(K - 1) * fields.integer("ngram_size", default=3) * channels,
    )


def _tables(fields: Fields, d: int, L: int) -> int:
    """Parameters of all tables of embeddings."""
    layers = len(_embedded(fields, L))
    sizes = fields.integer("ngram_size", default=3, minimum=2, maximum=MAX_TABLES) - 1
    heads = sizes * fields.integer("heads_per_ngram", default=8, maximum=MAX_TABLES)
    e = fields.integer("ple_embed_dim", default=d, null=d)
    base = fields.integer("ngram_vocab_size_base", default=20_000_000)
    divisor = fields.integer("make_ngram_vocab_size_divisible_by", default=128)
    if not layers:
        return 0
    if e % heads:
        raise fields.error("ple_embed_dim", f"it must be a multiple of {heads}.")
    if layers * heads > MAX_TABLES:
        raise fields.error("heads_per_ngram", f"{layers * heads} tables; use {MAX_TABLES}.")
    primes = _primes(base)
    rows = [sum(next(primes) for _ in range(heads)) for _ in range(layers)]
    return sum(-(-count // divisor) * divisor for count in rows) * (e // heads)


def _primes(start: int) -> Iterator[int]:
    """The prime numbers from `start` on."""
    number = max(start, 2)
    while True:
        if number == 2 or (
            number % 2 and all(number % divisor for divisor in range(3, isqrt(number) + 1, 2))
        ):
            yield number
        number += 1


qwen4_exp_text = _Qwen4(
    L=40,
    d=2048,
    n=16,
    k=2,
    h=256,
    nulls=False,
    vocab=248_320,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    output_gate=True,
    norms=0,
    final_norm=False,
    moe=Mixture(
        experts=512,
        k=10,
        f=512,
        names=("num_experts",),
        shared=1,
        shared_f=512,
        shared_f_names=("shared_expert_intermediate_size",),
        shared_gate=True,
    ),
)
