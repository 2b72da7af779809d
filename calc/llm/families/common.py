"""What most families have in common: the keys that they share, and how layers become a model.

The integer arguments of these functions are the defaults of the family's class. Symbols: L layers,
d hidden size, n query heads, k key and value heads, h head width, E experts.
"""

from collections.abc import Iterable
from dataclasses import replace

from calc.llm.architecture import Architecture, MultiTokenPrediction
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.layer import Layer


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
    k = fields.integer("num_key_value_heads", default=k or n, null=n)
    if h is None and not fields.has("head_dim") and d < n:
        raise fields.error("num_attention_heads", f"{n} heads share {d}; use at most {d}.")
    h = fields.integer("head_dim", default=h or d // n, null=d // n)
    if n % k:
        raise fields.error(
            "num_key_value_heads",
            f"{k} cannot share {n} query heads evenly; use a divisor of {n}.",
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
        raise fields.error(name, f"{n} heads do not divide hidden_size {d}; use a divisor.")
    return d // n


def check_heads(fields: Fields, name: str, n: int, k: int) -> None:
    """ConfigError if k key and value heads cannot be shared evenly by n query heads."""
    if n % k:
        raise fields.error(name, f"{k} cannot share {n} query heads evenly.")


def top_k(fields: Fields, *names: str, default: int | None, experts: int) -> int:
    """Experts per token, at most as many as there are experts."""
    k = fields.integer(*names, default=default)
    if k > experts:
        raise fields.error(
            names[0], f"{k} experts cannot be chosen from {experts}; use at most {experts}."
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


def multi_token_prediction(fields: Fields, layer: Layer | None) -> MultiTokenPrediction | None:
    """`num_nextn_predict_layers` modules of this layer; None if there are none."""
    names = ("num_nextn_predict_layers", "num_mtp_layers")
    if not fields.has(*names):
        return None
    modules = fields.optional_integer(*names, default=None, minimum=0)
    return MultiTokenPrediction(modules=modules, layer=layer) if modules else None


def architecture(
    fields: Fields,
    d: int,
    layers: tuple[Layer, ...],
    *,
    vocab: int,
    vocab_names: tuple[str, ...] = ("vocab_size",),
    tied: bool = False,
    norm_vectors: int = 1,
    head_bias: bool = False,
    multi_token_prediction: MultiTokenPrediction | None = None,
) -> Architecture:
    """The model of these layers; reads vocabulary size and tying of the embeddings."""
    return Architecture(
        hidden_size=d,
        vocab_size=fields.integer(*vocab_names, default=vocab),
        layers=layers,
        tied_embeddings=fields.tied(tied),
        norm_vectors=norm_vectors,
        head_bias=head_bias,
        multi_token_prediction=multi_token_prediction,
    )
