"""GPT-Neo and the Japanese GPT-NeoX: as many key and value heads as query heads, always d / n wide;
LayerNorms and no gate.

GPT-Neo has learned positions and a bias on the attention's output only; by `attention_types` every
second layer sees `window_size` positions, although its cache keeps all. The Japanese GPT-NeoX has
one bias in all its layers, on the output of the last attention; `intermediate_multiple_size` is the
width of the dense blocks in multiples of d.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families.decoder import Decoder
from calc.llm.masks import FULL, Mask, Sliding


def _types(fields: Fields, L: int) -> Sequence[object]:
    """The word of each layer: of `attention_layers`, or by the counts of `attention_types`."""
    layers = fields.sequence("attention_layers")
    if layers is not None:
        fields.ignore("attention_types")
        return layers
    groups = fields.sequence("attention_types")
    if groups is None:
        fields.assume("attention_types", [[["global", "local"], 12]])
        groups = [[["global", "local"], 12]]
    words: list[object] = []
    for group in groups:
        match group:
            case [[*pattern], int(times)] if 0 <= times * len(pattern) <= MAX_LAYERS:
                words += pattern * times
            case _:
                raise fields.error("attention_types", "it must be pairs of words and a number.")
    return words


def _masks(fields: Fields, L: int) -> Sequence[Mask]:
    local = Sliding(window=fields.integer("window_size", default=256), forgets=False)
    words = _types(fields, L)
    if len(words) != L:
        raise fields.error(
            "attention_types", f"it names {len(words)} layers where there are {L}; name all."
        )
    if any(word not in ("global", "local") for word in words):
        raise fields.error("attention_types", 'only "global" and "local" are known here.')
    return [local if word == "local" else FULL for word in words]


gpt_neo = Decoder(
    L=24,
    activation_tensors=5,
    d=2048,
    n=16,
    vocab=50_257,
    tied=True,
    names={
        "num_hidden_layers": ("num_layers", "num_hidden_layers"),
        "num_attention_heads": ("num_heads", "num_attention_heads"),
        "num_key_value_heads": (),
        "head_dim": (),
    },
    divides=True,
    output_bias=True,
    gated=False,
    mlp_bias=True,
    norm_vectors=2,
    masks=_masks,
    positions=2048,
)


class Japanese(Decoder):
    """A family whose last attention has a bias on its output."""

    def __call__(self, fields: Fields) -> Architecture:
        model = super().__call__(fields)
        bias = Extra(component="attention", parameters=model.hidden_size)
        return replace(model, extras=(bias,))

    def dense(self, fields: Fields, d: int) -> Dense:
        multiple = fields.integer("intermediate_multiple_size", default=4, maximum=10**6)
        return Dense(ffn_size=multiple * d, gated=False)


gpt_neox_japanese = Japanese(
    L=32,
    d=2560,
    n=32,
    vocab=32_000,
    tied=True,
    names={"num_key_value_heads": (), "head_dim": ()},
    divides=True,
    norm_vectors=2,
)
