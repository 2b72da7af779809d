"""SmolLM3: every `no_rope_layer_interval`-th layer has no rotary positions; with
`use_sliding_window` these layers slide. Tied embeddings.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def smollm3(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 36), common.hidden_size(fields, 2048)
    attention = common.biased_attention(fields, d, n=16, k=4)
    window = None
    if fields.flag("use_sliding_window", default=False):
        window = fields.optional_integer("sliding_window", default=None)
    else:
        fields.ignore("sliding_window")
    pattern = [
        patterns.FULL_ATTENTION if has or window is None else patterns.SLIDING_ATTENTION
        for has in _has_rope(fields, L)
    ]
    masks = patterns.masks_by_layer_type(fields, pattern, window)
    attentions = patterns.with_masks(attention, masks)
    dense = Dense(
        ffn_size=fields.integer("intermediate_size", default=11_008),
        bias=fields.flag("mlp_bias", default=False),
    )
    layers = common.layer_stack((attention, dense) for attention in attentions)
    return common.architecture(fields, d, layers, vocab=128_256, tied=True)


def _has_rope(fields: Fields, L: int) -> list[bool]:
    """Which layers have rotary positions."""
    interval = fields.integer("no_rope_layer_interval", default=4)
    given = fields.sequence("no_rope_layers")
    if given is None:
        return [(i + 1) % interval != 0 for i in range(L)]
    if len(given) != L or any(type(has) is not int or has not in (0, 1) for has in given):
        raise fields.error("no_rope_layers", f"it must hold a 0 or a 1 for each of {L} layers.")
    return [bool(has) for has in given]
