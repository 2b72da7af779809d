"""SmolLM3: every `no_rope_layer_interval`-th layer has no rotary positions; with
`use_sliding_window` these layers slide. Tied embeddings.
"""

from collections.abc import Sequence

from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key
from calc.llm.masks import Mask


def _masks(fields: Fields, L: int) -> Sequence[Mask]:
    window = None
    if fields.flag("use_sliding_window", default=False):
        window = fields.optional_integer("sliding_window", default=None)
    else:
        fields.ignore("sliding_window")
    pattern = [
        patterns.FULL_ATTENTION if has or window is None else patterns.SLIDING_ATTENTION
        for has in _has_rope(fields, L)
    ]
    return patterns.masks_by_layer_type(fields, pattern, window)


def _has_rope(fields: Fields, L: int) -> list[bool]:
    """Which layers have rotary positions."""
    interval = fields.integer("no_rope_layer_interval", default=4)
    given = fields.sequence("no_rope_layers")
    if given is None:
        return [(i + 1) % interval != 0 for i in range(L)]
    if len(given) != L or any(type(has) is not int or has not in (0, 1) for has in given):
        raise fields.error("no_rope_layers", f"it must hold a 0 or a 1 for each of {L} layers.")
    return [bool(has) for has in given]


smollm3 = Decoder(
    L=36,
    d=2048,
    n=16,
    k=4,
    f=11_008,
    vocab=128_256,
    tied=True,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    mlp_bias=Key("mlp_bias"),
    masks=_masks,
)
