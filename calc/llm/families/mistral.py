"""Mistral 7B, Nemo, Small and Large, and Ministral 3. If there is a window, all layers have it.

An absent `sliding_window` means 4096 (v0.1), null means none (v0.2 and later). In Ministral 3
(`ministral3`) absent means none too, and heads are 128 wide, not d / n. In Ministral 1
(`ministral`) `layer_types` may say which layers slide, and the class cannot be built without
`head_dim`. The text model of Voxtral Realtime is a Mistral; in each layer, two small matrices make
a scale of how far the text is behind the audio, the same for all tokens.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks import Matrix
from calc.llm.blocks.feedforward import Dense
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.decoder import Decoder
from calc.llm.masks import Full, Sliding


def mistral(fields: Fields) -> Architecture:
    return _mistral(fields, L=32, h=None, window=4096, vocab=32_000)


def ministral3(fields: Fields) -> Architecture:
    return _mistral(fields, L=34, h=128, window=None, vocab=131_072)


DELAY_RANK = 32


def voxtral_realtime_text(fields: Fields) -> Architecture:
    model = _mistral(fields, L=32, h=None, window=4096, vocab=32_000)
    d, r = model.hidden_size, DELAY_RANK
    matrices = (
        Matrix("ada_rms_norm.linear1", "norms", r, d),
        Matrix("ada_rms_norm.linear2", "norms", d, r),
    )
    delay = Weights(component="norms", size=2 * d * r, held=matrices, products=0)
    blocks = [(*layer.blocks, delay) for layer, _ in model.layer_counts]
    return replace(model, layers=common.layer_stack(blocks * len(model.layers)))


def _mistral(
    fields: Fields, *, L: int, h: int | None, window: int | None, vocab: int
) -> Architecture:
    L, d = common.num_layers(fields, L), common.hidden_size(fields, 4096)
    mask = patterns.uniform_mask(fields, window)
    patterns.check_layer_types(fields, L, mask)
    attention = replace(common.attention(fields, d, n=32, k=8, h=h), mask=mask)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=14_336))
    return common.architecture(fields, d, common.layer_stack([(attention, dense)] * L), vocab=vocab)


def _ministral_masks(fields: Fields, L: int) -> list[Full | Sliding]:
    window = fields.optional_integer("sliding_window", default=4096)
    kind = patterns.FULL_ATTENTION if window is None else patterns.SLIDING_ATTENTION
    fields.assume("layer_types", [kind] * L)
    return patterns.masks_by_layer_type(fields, [kind] * L, window)


ministral = Decoder(
    L=32,
    d=4096,
    n=32,
    k=8,
    f=14_336,
    vocab=32_000,
    nulls=False,
    requires=("head_dim",),
    masks=_ministral_masks,
)
