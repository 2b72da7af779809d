"""What most families spell the same way."""

from collections.abc import Iterable, Sequence

from calc.llm.architecture import Architecture, MultiTokenPrediction
from calc.llm.blocks.attention import Attention
from calc.llm.errors import said
from calc.llm.fields import LAYERS, Fields, either
from calc.llm.masks import FULL, Full, Sliding
from calc.llm.stack import Block, Layer

FULL_ATTENTION, SLIDING_ATTENTION = "full_attention", "sliding_attention"


def depth(fields: Fields, default: int) -> int:
    """How many layers, L."""
    return fields.count("num_hidden_layers", default=default, most=LAYERS)


def width(fields: Fields, default: int) -> int:
    """The hidden size, d."""
    return fields.count("hidden_size", default=default)


def heads(
    fields: Fields,
    d: int,
    *,
    n: int,
    k: int | None,
    h: int | None = None,
) -> Attention:
    """Heads with the family's defaults: k None is as many as query heads, h None is d / n.

    null stands for the same. Where n does not divide d, classes round down: a GLM-4.5 without
    its `head_dim` has heads of 4096 / 96 = 42.
    """
    n = fields.count("num_attention_heads", default=n)
    k = fields.optional("num_key_value_heads", default=k) or n
    h = fields.optional("head_dim", default=h)
    if h is None and d < n:
        raise fields.refuse("num_attention_heads", f"{n} heads share {d}; at most {d} would do.")
    h = d // n if h is None else h
    if n % k:
        raise fields.refuse(
            "num_key_value_heads",
            f"{k} cannot share {n} query heads evenly; a divisor of {n} would do.",
        )
    return Attention(num_attention_heads=n, num_key_value_heads=k, head_dim=h)


def even_head_dim(fields: Fields, d: int, n: int, name: str = "num_attention_heads") -> int:
    """The width of a head, d / n, if that is whole."""
    if d % n:
        raise fields.refuse(name, f"{n} heads do not divide hidden_size {d}; a divisor would do.")
    return d // n


def layer_types(fields: Fields, default: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """`layer_types` of the config, or the family's pattern."""
    return fields.words("layer_types", known, len(default)) or default


def alternating(fields: Fields, default: Sequence[str], window: int | None) -> list[Full | Sliding]:
    """A mask for each layer: full or sliding, as `layer_types` or the family's pattern says."""
    types = layer_types(fields, default, (FULL_ATTENTION, SLIDING_ATTENTION))
    if SLIDING_ATTENTION not in types:
        return [FULL] * len(types)
    if window is None:
        raise fields.refuse("sliding_window", "it is null, but layers slide; a number would do.")
    sliding = Sliding(window=window)
    return [sliding if kind == SLIDING_ATTENTION else FULL for kind in types]


def every_so_often(fields: Fields, L: int, every: int, *, window: int) -> list[Full | Sliding]:
    """Every `every`-th layer attends to everything, the others slide."""
    pattern = [SLIDING_ATTENTION if (i + 1) % every else FULL_ATTENTION for i in range(L)]
    return alternating(fields, pattern, fields.optional("sliding_window", default=window))


def one_window(fields: Fields, default: int | None) -> Full | Sliding:
    """The same mask in every layer: sliding if `sliding_window` is a number, full if null."""
    window = fields.optional("sliding_window", default=default)
    return FULL if window is None else Sliding(window=window)


def stacked(layers: Iterable[tuple[Block, ...]], norms: int = 2) -> tuple[Layer, ...]:
    """Layers of these blocks; the same blocks make the same layer."""
    made: dict[tuple[int, ...], Layer] = {}
    stack = []
    for blocks in layers:
        identity = tuple(map(id, blocks))
        if identity not in made:
            made[identity] = Layer(blocks=blocks, norms=norms)
        stack.append(made[identity])
    return tuple(stack)


def model(
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
    """The architecture of these layers, with the family's default vocabulary and tying."""
    return Architecture(
        hidden_size=d,
        vocab_size=fields.count("vocab_size", default=vocab),
        layers=layers,
        tied_embeddings=fields.flag("tie_word_embeddings", default=tied),
        norm_vectors=norm_vectors,
        head_bias=head_bias,
        multi_token_prediction=multi_token_prediction,
    )


def top_k(fields: Fields, *names: str, default: int | None, experts: int) -> int:
    """Experts per token, at most as many as there are."""
    k = fields.count(*names, default=default)
    if k > experts:
        raise fields.refuse(
            names[0], f"{k} experts cannot be chosen from {experts}; at most {experts} would do."
        )
    return k


def late_windows(fields: Fields, L: int) -> list[Full | Sliding]:
    """Qwen: layers from `max_window_layers` on slide, if `use_sliding_window` is true."""
    slides = fields.flag("use_sliding_window", default=False)
    window = fields.optional("sliding_window", default=4096) if slides else None
    late = fields.count("max_window_layers", default=28, least=0)
    pattern = [
        SLIDING_ATTENTION if window is not None and i >= late else FULL_ATTENTION for i in range(L)
    ]
    return alternating(fields, pattern, window)


def agreeing_layer_types(fields: Fields, L: int, mask: Full | Sliding) -> None:
    """Where every layer has the same mask, `layer_types` may only say so."""
    kind = FULL_ATTENTION if isinstance(mask, Full) else SLIDING_ATTENTION
    for word in layer_types(fields, [kind] * L, (FULL_ATTENTION, SLIDING_ATTENTION)):
        if word != kind:
            raise fields.refuse(
                "layer_types", f'"{word}" contradicts sliding_window; "{kind}" would do.'
            )


def sparse_steps(fields: Fields, L: int) -> list[bool]:
    """Which layers are MoE: every `decoder_sparse_step`-th that `mlp_only_layers` leaves."""
    step = fields.count("decoder_sparse_step", default=1)
    dense = set(fields.places("mlp_only_layers", L) or ())
    return [i not in dense and (i + 1) % step == 0 for i in range(L)]


def after_leading(fields: Fields, L: int, lead: int) -> list[bool]:
    """Which layers are MoE: all but the first `first_k_dense_replace`."""
    lead = fields.count("first_k_dense_replace", default=lead, least=0)
    return [i >= lead for i in range(L)]


def text_of(fields: Fields, *model_types: str) -> Fields:
    """The text model's fields of a multimodal config. What the top says about tying goes first:
    that is where the multimodal classes look.
    """
    text = fields.inner("text_config")
    kind = text.values.get("model_type", model_types[0])
    if kind not in model_types:
        raise text.refuse("model_type", f"{said(kind)} will not do; {either(model_types)} would.")
    if kind != "gemma4_text":
        text.demand("per_layer_config", None, "this family's layers have no shapes of their own")
    key = "tie_word_embeddings"
    if key not in fields.values or fields.values.get("model_type") == "llama4":
        return text  # Llama 4's text model reads its own config only
    return Fields({**text.values, key: fields.flag(key, default=False)}, text.path)


def sparse_types(fields: Fields, L: int, lead: int) -> list[bool]:
    """Which layers are MoE: those "sparse" in `mlp_layer_types`, or all after the leading ones."""
    types = fields.words("mlp_layer_types", ("dense", "sparse"), L)
    if types is None:
        return after_leading(fields, L, lead)
    return [kind == "sparse" for kind in types]
