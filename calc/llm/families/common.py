"""What most families have in common: the same keys, the same patterns of layers.

The integer arguments of these functions are the defaults of the family's class. Symbols: L layers,
d hidden size, n query heads, k key and value heads, h head width, E experts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture, MultiTokenPrediction
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.config_fields import MAX_LAYERS, Fields, alternatives
from calc.llm.errors import describe
from calc.llm.layer import Layer
from calc.llm.masks import FULL, Full, Sliding

FULL_ATTENTION, SLIDING_ATTENTION = "full_attention", "sliding_attention"
"""Words of `layer_types`."""


def num_layers(fields: Fields, default: int) -> int:
    """L"""
    return fields.integer("num_hidden_layers", default=default, maximum=MAX_LAYERS)


def hidden_size(fields: Fields, default: int) -> int:
    """D"""
    return fields.integer("hidden_size", default=default)


def attention(
    fields: Fields,
    d: int,
    *,
    n: int,
    k: int | None,
    h: int | None = None,
) -> Attention:
    """Attention without biases and norms. A k of None means n, an h of None means d / n.

    Where n does not divide d, classes round down: a GLM-4.5 without its `head_dim` has heads of
    4096 / 96 = 42.
    """
    n = fields.integer("num_attention_heads", default=n)
    k = fields.optional_integer("num_key_value_heads", default=k) or n
    h = fields.optional_integer("head_dim", default=h)
    if h is None and d < n:
        raise fields.error("num_attention_heads", f"{n} heads share {d}; at most {d} would do.")
    h = d // n if h is None else h
    if n % k:
        raise fields.error(
            "num_key_value_heads",
            f"{k} cannot share {n} query heads evenly; a divisor of {n} would do.",
        )
    return Attention(num_attention_heads=n, num_key_value_heads=k, head_dim=h)


def biased_attention(
    fields: Fields, d: int, *, n: int, k: int | None, h: int | None = None, bias: bool = False
) -> Attention:
    """`attention`, with biases on all four projections if `attention_bias` is true."""
    bias = fields.flag("attention_bias", default=bias)
    return replace(attention(fields, d, n=n, k=k, h=h), qkv_bias=bias, output_bias=bias)


def whole_head_dim(fields: Fields, d: int, n: int, name: str = "num_attention_heads") -> int:
    """The head width d / n. Errors: ConfigError if n does not divide d."""
    if d % n:
        raise fields.error(name, f"{n} heads do not divide hidden_size {d}; a divisor would do.")
    return d // n


def check_heads(fields: Fields, name: str, n: int, k: int) -> None:
    """ConfigError if k key and value heads cannot be shared evenly by n query heads."""
    if n % k:
        raise fields.error(name, f"{k} cannot share {n} query heads evenly.")


def layer_types(fields: Fields, default: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """`layer_types` of the config, or the family's pattern."""
    return fields.choices("layer_types", known, len(default)) or default


def masks_by_layer_type(
    fields: Fields, default: Sequence[str], window: int | None
) -> list[Full | Sliding]:
    """The mask of each layer, full or sliding, by `layer_types` or the family's pattern."""
    types = layer_types(fields, default, (FULL_ATTENTION, SLIDING_ATTENTION))
    if SLIDING_ATTENTION not in types:
        return [FULL] * len(types)
    if window is None:
        raise fields.error("sliding_window", "it is null, but layers slide; a number would do.")
    sliding = Sliding(window=window)
    return [sliding if kind == SLIDING_ATTENTION else FULL for kind in types]


def mostly_sliding_masks(
    fields: Fields, L: int, every: int, *, window: int
) -> list[Full | Sliding]:
    """Every `every`-th layer has full attention, the others a sliding window."""
    pattern = [SLIDING_ATTENTION if (i + 1) % every else FULL_ATTENTION for i in range(L)]
    return masks_by_layer_type(
        fields, pattern, fields.optional_integer("sliding_window", default=window)
    )


def late_sliding_masks(fields: Fields, L: int) -> list[Full | Sliding]:
    """Qwen: the layers from `max_window_layers` on slide, if `use_sliding_window` is true."""
    slides = fields.flag("use_sliding_window", default=False)
    window = fields.optional_integer("sliding_window", default=4096) if slides else None
    first = fields.integer("max_window_layers", default=28, minimum=0)
    pattern = [
        SLIDING_ATTENTION if window is not None and i >= first else FULL_ATTENTION for i in range(L)
    ]
    return masks_by_layer_type(fields, pattern, window)


def uniform_mask(fields: Fields, default: int | None) -> Full | Sliding:
    """The mask of all layers: sliding if `sliding_window` is a number, full if it is null."""
    window = fields.optional_integer("sliding_window", default=default)
    return FULL if window is None else Sliding(window=window)


def check_layer_types(fields: Fields, L: int, mask: Full | Sliding) -> None:
    """ConfigError if `layer_types` contradicts the mask that all layers have."""
    kind = FULL_ATTENTION if isinstance(mask, Full) else SLIDING_ATTENTION
    for word in layer_types(fields, [kind] * L, (FULL_ATTENTION, SLIDING_ATTENTION)):
        if word != kind:
            raise fields.error(
                "layer_types", f'"{word}" contradicts sliding_window; "{kind}" would do.'
            )


def with_masks(block: Attention, masks: Sequence[Full | Sliding]) -> list[Attention]:
    """The attention of each layer; layers with equal masks have the same object."""
    attentions = {mask: replace(block, mask=mask) for mask in set(masks)}
    return [attentions[mask] for mask in masks]


def top_k(fields: Fields, *names: str, default: int | None, experts: int) -> int:
    """Experts per token, at most as many as there are experts."""
    k = fields.integer(*names, default=default)
    if k > experts:
        raise fields.error(
            names[0], f"{k} experts cannot be chosen from {experts}; at most {experts} would do."
        )
    return k


def mixture(fields: Fields, *names: str, experts: int, k: int, f: int) -> MoE:
    """Experts as in Mixtral: `intermediate_size` (f) is the width of one expert, none is shared.

    `names` are the spellings of the number of experts.
    """
    E = fields.integer(*names, default=experts)
    return MoE(
        routed_experts=E,
        top_k=top_k(fields, "num_experts_per_tok", default=k, experts=E),
        expert_ffn_size=fields.integer("intermediate_size", default=f),
    )


def moe_by_sparse_step(fields: Fields, L: int) -> list[bool]:
    """Which layers are MoE: every `decoder_sparse_step`-th, except for `mlp_only_layers`."""
    step = fields.integer("decoder_sparse_step", default=1)
    dense = set(fields.layer_numbers("mlp_only_layers", L) or ())
    return [i not in dense and (i + 1) % step == 0 for i in range(L)]


def moe_after_leading_dense(fields: Fields, L: int, lead: int) -> list[bool]:
    """Which layers are MoE: all but the first `first_k_dense_replace`."""
    lead = fields.integer("first_k_dense_replace", default=lead, minimum=0)
    return [i >= lead for i in range(L)]


def moe_by_mlp_layer_types(fields: Fields, L: int, lead: int) -> list[bool]:
    """Which layers are MoE: those that are "sparse" in `mlp_layer_types`. If that is absent, all
    but the first `first_k_dense_replace`.
    """
    types = fields.choices("mlp_layer_types", ("dense", "sparse"), L)
    if types is None:
        return moe_after_leading_dense(fields, L, lead)
    return [kind == "sparse" for kind in types]


def layer_stack(layers: Iterable[tuple[Block, ...]], norms: int = 2) -> tuple[Layer, ...]:
    """Layers of these blocks. Layers of the same block objects are the same object."""
    made: dict[tuple[int, ...], Layer] = {}
    stack = []
    for blocks in layers:
        identity = tuple(map(id, blocks))
        if identity not in made:
            made[identity] = Layer(blocks=blocks, norms=norms)
        stack.append(made[identity])
    return tuple(stack)


def architecture(
    fields: Fields,
    d: int,
    layers: tuple[Layer, ...],
    *,
    vocab: int,
    tied: bool = False,
    norm_vectors: int = 1,
    head_bias: bool = False,
    multi_token_prediction: MultiTokenPrediction | None = None,
) -> Architecture:
    """The model of these layers; reads vocabulary size and tying of the embeddings."""
    return Architecture(
        hidden_size=d,
        vocab_size=fields.integer("vocab_size", default=vocab),
        layers=layers,
        tied_embeddings=fields.flag("tie_word_embeddings", default=tied),
        norm_vectors=norm_vectors,
        head_bias=head_bias,
        multi_token_prediction=multi_token_prediction,
    )


def text_config(fields: Fields, *model_types: str) -> Fields:
    """The text model's fields of a multimodal config.

    `tie_word_embeddings` of the top level has priority, since multimodal classes read it there.
    Llama 4 is the exception: its text model reads its own config only.
    """
    text = fields.nested("text_config")
    kind = text.values.get("model_type", model_types[0])
    if kind not in model_types:
        raise text.error(
            "model_type", f"{describe(kind)} will not do; {alternatives(model_types)} would."
        )
    if kind != "gemma4_text":
        text.require("per_layer_config", None, "this family's layers have no shapes of their own")
    key = "tie_word_embeddings"
    if key not in fields.values or fields.values.get("model_type") == "llama4":
        return text
    return Fields({**text.values, key: fields.flag(key, default=False)}, text.path)
