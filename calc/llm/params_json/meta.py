"""Meta's params.json: Llama 1 to 4.

The width of a feed-forward block follows from other keys. Embedding and head are two matrices in
the code that reads the file, whatever the file says. `tie_word_embeddings` is not a key of Meta's;
it is read here because two published models differ from that code.
Source: ModelArgs and the modules in llama-models, models/llama3/model.py and models/llama4,
https://github.com/meta-llama/llama-models
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common
from calc.llm.masks import FULL, Chunked
from calc.llm.params_json import stored
from calc.llm.vision import VisionTower

LLAMA_4 = frozenset(
    [
        *("ffn_exp", "moe_args", "vision_args", "use_qk_norm"),
        *("nope_layer_interval", "attention_chunk_size"),
    ]
)
"""Keys that only Llama 4's code reads."""

LLAMA_3_2_VISION = ("vision_num_cross_attention_layers", "vision_chunk_size", "vision_model")

ONLY = frozenset(
    [
        *(*LLAMA_4, *LLAMA_3_2_VISION, "vision_max_num_chunks"),
        *("multiple_of", "ffn_dim_multiplier", "use_scaled_rope"),
        *("quantization_args", "lora_args"),
    ]
)
"""Keys that Meta's files have and Mistral's have not."""

TIED = {(16, 2048, 32, 8, 128_256), (28, 3072, 24, 8, 128_256)}
"""Layers, width, heads, key and value heads and vocabulary of Llama 3.2 1B and 3B, whose embedding
is also the head. Source: `tie_word_embeddings` in config.json of meta-llama/Llama-3.2-1B and -3B;
consolidated.00.pth of Llama 3.2 1B has 2.47 GB, which is one matrix less than the code builds."""


def llama(fields: Fields) -> Architecture:
    """The architecture of a Llama. Errors: ConfigError."""
    for key in LLAMA_3_2_VISION:
        if fields.has(key) and fields.get(key) != -1:
            raise fields.error(
                key,
                "this is Llama 3.2 Vision, whose other sizes are in Meta’s code and not in this"
                " file; use the config.json of the model.",
            )
    L = fields.integer("n_layers", maximum=MAX_LAYERS)
    d = fields.integer("dim")
    attention = _attention(fields, d)
    newer = any(key in fields.values for key in LLAMA_4)
    attentions = _attentions(fields, attention, L) if newer else [attention] * L
    layers = common.layer_stack(
        zip(attentions, _feedforwards(fields, d, L, newer=newer), strict=True)
    )
    n, k = attention.num_attention_heads, attention.num_key_value_heads
    V = _vocabulary(fields)
    fields.ignore("use_scaled_rope", "rope_scaling_factor", "rope_high_freq_factor")
    fields.ignore("max_batch_size", "vision_max_num_chunks")
    adapters = ("the adapters of lora_args",) if fields.has("lora_args") else ()
    return Architecture(
        hidden_size=d,
        vocab_size=V,
        layers=layers,
        tied_embeddings=fields.flag("tie_word_embeddings", default=(L, d, n, k, V) in TIED),
        vision=_tower(fields) if newer and fields.has("vision_args") else None,
        stored=stored.read(fields, "quantization_args"),
        not_counted=adapters,
    )


def _vocabulary(fields: Fields) -> int:
    if fields.values.get("vocab_size") == -1:
        raise fields.error(
            "vocab_size",
            "-1 leaves it to the tokenizer, which this file does not say; Llama 1 and 2 have"
            ' 32,000 entries, so write "vocab_size": 32000 instead.',
        )
    return fields.integer("vocab_size")


def _attention(fields: Fields, d: int) -> Attention:
    """Heads are always d / n wide; the code does not use a `head_dim` that the file may have."""
    n = fields.integer("n_heads")
    k = fields.integer("n_kv_heads", default=n, null=n)
    common.check_heads(fields, "n_kv_heads", n, k)
    if d % n:
        raise fields.error("n_heads", f"{n} heads do not divide dim {d}; use a divisor.")
    if fields.has("head_dim"):
        fields.require("head_dim", d // n, "Meta’s code makes heads dim ÷ n_heads wide")
    return Attention(num_attention_heads=n, num_key_value_heads=k, head_dim=d // n)


def _attentions(fields: Fields, attention: Attention, L: int) -> list[Attention]:
    """Layers without rotary positions, every so many-th, attend to everything; the others within
    chunks, with norms of queries and keys if the file says so. The norms have no weights.
    """
    chunk = fields.optional_integer("attention_chunk_size", default=None)
    every = fields.optional_integer("nope_layer_interval", default=None)
    rotary = replace(
        attention,
        mask=FULL if chunk is None else Chunked(chunk=chunk),
        unweighted_norms=fields.flag("use_qk_norm", default=False, null=False),
    )
    return [attention if every and (i + 1) % every == 0 else rotary for i in range(L)]


def _feedforwards(fields: Fields, d: int, L: int, *, newer: bool) -> list[Block]:
    multiple = fields.integer("multiple_of", default=256)
    factor = fields.number("ffn_dim_multiplier", default=1, null=1)
    experts, every = None, 1
    if newer and fields.has("moe_args"):
        experts, every = _experts(fields, d, multiple, factor)
    if experts and every == 1:
        return [experts] * L
    dense = Dense(ffn_size=_rounded_up(int(factor * int(2 * (4 * d) / 3)), multiple))
    return [experts if experts and (i + 1) % every == 0 else dense for i in range(L)]


def _experts(fields: Fields, d: int, multiple: int, factor: float) -> tuple[MoE, int]:
    """The experts, and every how many layers there are any.

    With `auto_scale_F` they are narrower by the factor 1 + `capacity_factor`, so that a routed and
    the shared expert together are as wide as a dense block.
    """
    for key in ("ffn_exp", "ffn_dim_multiplier"):
        if not fields.has(key):
            raise fields.error(
                key, "the width of the experts follows from it; it must be a number."
            )
    moe = fields.nested("moe_args")
    moe.require("use_shared_expert", True, "Meta’s code always has a shared expert")
    moe.ignore("use_token_choice")
    width = int(factor * int(2 * int(fields.number("ffn_exp", default=1) * d) / 3))
    if moe.flag("auto_scale_F", default=True):
        width = int(width / (moe.number("capacity_factor", default=1.0) + 1))
    else:
        moe.ignore("capacity_factor")
    E = moe.integer("num_experts")
    experts = MoE(
        routed_experts=E,
        top_k=common.top_k(moe, "top_k", default=1, experts=E),
        expert_ffn_size=_rounded_up(width, multiple),
        shared_experts=1,
    )
    return experts, moe.integer("interleave_moe_layer_step", default=1)


def _rounded_up(width: int, multiple: int) -> int:
    return -(-width // multiple) * multiple


def _tower(fields: Fields) -> VisionTower:
    """`vision_args`: the tower that config.json describes in other words."""
    from calc.llm.vision.llama4 import Llama4Vision

    vision = fields.nested("vision_args")
    w = vision.integer("dim")
    f = int(vision.number("mlp_ratio", default=4.0) * w)
    ratio = vision.number("pixel_shuffle_ratio", default=0.5)
    if w != f * ratio**2:
        raise vision.error(
            "pixel_shuffle_ratio",
            f"{ratio} makes the adapter’s inputs wider or narrower than {f}, which is counted; use"
            " the root of 1 / mlp_ratio.",
        )
    out = vision.integer("output_dim")
    return Llama4Vision(
        hidden_size=w,
        num_hidden_layers=vision.integer("n_layers", maximum=MAX_LAYERS),
        num_attention_heads=vision.integer("n_heads"),
        ffn_size=f,
        image_size=_square(vision, "image_size"),
        patch_size=_square(vision, "patch_size"),
        num_channels=3,
        projector_input_dim=out,
        projector_output_dim=out,
        vision_output_dim=out,
    )


def _square(vision: Fields, name: str) -> int:
    size = vision.nested(name)
    height = size.integer("height")
    size.require("width", height, "images and patches are counted as squares")
    size.integer("width")
    return height
