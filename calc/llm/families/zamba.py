"""Zamba and Zamba2: Mamba layers, of which some, the hybrid ones, first run a transformer block
that they share with one another, on their input beside the embedding.

The block's attention is 2 d wide; a matrix of d² of each hybrid layer follows it. Zamba has one
block, Zamba2 has `num_mem_blocks` in turn, with low-rank adapters for each hybrid layer. The
weights are only shared if `tie_word_embeddings` is true; else each hybrid layer has a block of its
own, in Zamba2 with the adapters of all layers whose turn it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block, Matrix
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.blocks.mamba import Mamba1, Mamba2
from calc.llm.blocks.weights import Again, Weights, matrix
from calc.llm.config_fields import Fields
from calc.llm.families import common
from calc.llm.families.hybrid import LINEAR, kinds
from calc.llm.families.mamba import dt_rank
from calc.llm.layer import Layer

HYBRID = "hybrid"


@dataclass(frozen=True, kw_only=True)
class _WideAttention(Attention):
    """Attention whose queries, keys and values come from an input A wide, and its output is d wide.

    A (n + 2 k) h + n h d
    """

    input_size: int
    """A"""

    def matmul_weights(self, d: int) -> dict[str, int]:
        output = self.num_attention_heads * self.head_dim * d
        return {"attention": self.input_size * self._projected_width + output}

    def matrices(self, d: int) -> tuple[Matrix, ...]:
        *into, output = super().matrices(d)
        return *(replace(matrix, columns=self.input_size) for matrix in into), output


def zamba(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 76), common.hidden_size(fields, 3712)
    mamba = Mamba1(
        inner_size=fields.integer("mamba_expand", default=2) * d,
        state_size=fields.integer("mamba_d_state", default=16),
        dt_rank=dt_rank(fields, "mamba_dt_rank", d),
        conv_kernel=fields.integer("mamba_d_conv", default=4),
        conv_bias=fields.flag("mamba_conv_bias", default=True),
        projection_bias=fields.flag("mamba_proj_bias", default=False),
        inner_norms=False,
    )
    n_mamba = fields.integer("n_mamba_heads", default=2)
    if mamba.inner_size % n_mamba:
        raise fields.error(
            "n_mamba_heads", f"{n_mamba} heads do not divide {mamba.inner_size}; a divisor would."
        )
    fields.ignore("use_associative_scan", "hidden_mamba_act")
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=14_848))
    shared = (*_attention(fields, d, n=16, k=16), dense)

    def default() -> Sequence[str]:
        period = fields.integer("attn_layer_period", default=6)
        offset = fields.integer("attn_layer_offset", default=4, minimum=0)
        later = [HYBRID if i % period == offset else LINEAR for i in range(L - 3)]
        return [LINEAR, LINEAR, HYBRID, *later]

    keys = ("attn_layer_period", "attn_layer_offset")
    words = _words(fields, L, default, keys)
    tied = fields.tied(True)
    made = [shared, tuple(Again(block=block) for block in shared)] if tied else [shared]
    return _architecture(fields, d, words, mamba, lambda i: made[min(i, len(made) - 1)])


def zamba2(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 54), common.hidden_size(fields, 2560)
    bias = fields.flag("add_bias_linear", default=False)
    U = fields.integer("mamba_expand", default=2) * d
    n_mamba = fields.integer("n_mamba_heads", default=8)
    if U % n_mamba:
        raise fields.error("n_mamba_heads", f"{n_mamba} heads do not divide {U}; use a divisor.")
    h_mamba = U // n_mamba
    fields.require("mamba_headdim", h_mamba, "the class computes it from the inner width")
    mamba = Mamba2(
        num_heads=n_mamba,
        head_dim=h_mamba,
        state_size=fields.integer("mamba_d_state", default=64),
        groups=fields.integer("mamba_ngroups", default=1),
        conv_kernel=fields.integer("mamba_d_conv", default=4),
        projection_bias=bias,
    )
    fields.ignore(*SETTINGS)
    n = fields.integer("num_attention_heads", default=32)
    wide = _attention(fields, d, n=n, k=None)
    f = fields.integer("intermediate_size", default=4 * d, null=4 * d)
    dense = Dense(ffn_size=f)
    biases = Weights(component="dense_ffn", size=(2 * f + d) * bias)
    shared = (*wide, dense, biases)

    if fields.has("layer_types") and not fields.has("layers_block_type"):
        raise fields.error(
            "layer_types",
            "by this name the class takes it, but makes adapters for its own list;"
            " use layers_block_type.",
        )
    words = _words(fields, L, lambda: DEFAULT)
    hybrids = [i for i, word in enumerate(words) if word == HYBRID]
    if fields.has("hybrid_layer_ids") and fields.get("hybrid_layer_ids") != hybrids:
        raise fields.error("hybrid_layer_ids", "it contradicts layers_block_type.")
    r = fields.integer("adapter_rank", default=128)
    M = fields.integer("num_mem_blocks", default=1)
    mlp, attention = (
        "feed_forward.gate_up_proj_adapter_list.*",
        "self_attn.linear_{}_adapter_list.*",
    )
    adapters = [(f"{mlp}.0", "adapters", r, d), (f"{mlp}.1", "adapters", 2 * f, r)]
    if fields.flag("use_shared_attention_adapter", default=False):
        heads = wide[0]
        if heads.num_key_value_heads != n or n * heads.head_dim != heads.input_size:
            raise fields.error(
                "use_shared_attention_adapter",
                "adapters are as wide as the input, where queries, keys and values are not.",
            )
        A = heads.input_size
        for name in map(attention.format, "qkv"):
            adapters += [(f"{name}.0", "adapters", r, A), (f"{name}.1", "adapters", A, r)]

    tied = fields.tied(True)
    again = tuple(Again(block=block) for block in shared)
    H = len(hybrids)

    def own(turns: int) -> Weights:
        """The adapters of so many hybrid layers."""
        held = tuple(Matrix(*one, count=turns) for one in adapters)
        return Weights(component="adapters", size=sum(one.weights for one in held), held=held)

    def block(i: int) -> tuple[Block, ...]:
        if tied:
            return (*(shared if i < M else again), own(1))
        return (*shared, own(len(range(i % M, H, M))))

    return _architecture(fields, d, words, mamba, block)


SETTINGS = (
    *("kv_channels", "num_query_groups", "use_conv_bias", "use_mem_eff_path", "use_mem_rope"),
    "use_long_context",
)
"""Keys that change nothing; the convolution always has a bias."""

DEFAULT = (
    LINEAR,
    *([LINEAR] * 5 + [HYBRID]) * 7,
    *([LINEAR] * 4 + [HYBRID] + [LINEAR] * 3 + [HYBRID] + [LINEAR] * 2),
)


def _attention(fields: Fields, d: int, *, n: int, k: int | None) -> tuple[_WideAttention, Weights]:
    """Attention, and the norms of the block."""
    A = 2 * d
    if fields.has("attention_hidden_size"):
        fields.require("attention_hidden_size", A, "the input is twice the hidden size")
    fields.assume("attention_hidden_size", A)
    n = fields.integer("num_attention_heads", default=n)
    k = fields.integer("num_key_value_heads", default=k or n, null=None if k else n)
    common.check_heads(fields, "num_key_value_heads", n, k)
    names = ("attention_head_dim", "head_dim")
    if not fields.has(*names) and A < n:
        raise fields.error("num_attention_heads", f"{n} heads share {A}; use at most {A}.")
    h = fields.integer(*names, default=A // n, null=A // n)
    return (
        _WideAttention(num_attention_heads=n, num_key_value_heads=k, head_dim=h, input_size=A),
        Weights(component="norms", size=A + d),
    )


def _words(
    fields: Fields,
    L: int,
    default: Callable[[], Sequence[str]],
    pattern_keys: Sequence[str] = (),
) -> Sequence[str]:
    """The kind of each layer; the class's own list has a length of its own."""
    names = ("layers_block_type", "layer_types")
    words = kinds(fields, L, (LINEAR, HYBRID), default, names=names, pattern_keys=pattern_keys)
    if len(words) != L:
        raise fields.error(
            "num_hidden_layers", f"{L} layers, but the class's own list has {len(words)}."
        )
    return words


def _architecture(
    fields: Fields,
    d: int,
    words: Sequence[str],
    mamba: Block,
    shared: Callable[[int], tuple[Block, ...]],
) -> Architecture:
    """`shared` says the block of the i-th hybrid layer."""
    plain = Layer(blocks=(mamba,), norms=1)
    linear = matrix("attention", "linear", d, d)
    layers, hybrids = [], 0
    made: dict[tuple[Block, ...], Layer] = {}
    for word in words:
        if word == LINEAR:
            layers.append(plain)
            continue
        blocks = (*shared(hybrids), linear, mamba)
        layers.append(made.setdefault(blocks, Layer(blocks=blocks, norms=1)))
        hybrids += 1
    return common.architecture(fields, d, tuple(layers), vocab=32_000, tied=True)
