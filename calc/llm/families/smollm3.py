"""SmolLM3: every `no_rope_layer_interval`-th layer has no rotary positions; with
`use_sliding_window` it is these that slide. Tied embeddings.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def smollm3(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 36), common.width(fields, 2048)
    bias = fields.flag("attention_bias", default=False)
    attention = replace(common.heads(fields, d, n=16, k=4), qkv_bias=bias, output_bias=bias)
    window = None
    if fields.flag("use_sliding_window", default=False):
        window = fields.optional("sliding_window", default=None)
    pattern = [
        common.FULL_ATTENTION if has or window is None else common.SLIDING_ATTENTION
        for has in _rope(fields, L)
    ]
    masks = common.alternating(fields, pattern, window)
    attentions = {mask: replace(attention, mask=mask) for mask in set(masks)}
    dense = Dense(
        ffn_size=fields.count("intermediate_size", default=11_008),
        bias=fields.flag("mlp_bias", default=False),
    )
    layers = common.stacked((attentions[mask], dense) for mask in masks)
    return common.model(fields, d, layers, vocab=128_256, tied=True)


def _rope(fields: Fields, L: int) -> list[bool]:
    interval = fields.count("no_rope_layer_interval", default=4)
    given = fields.sequence("no_rope_layers")
    if given is None:
        return [(i + 1) % interval != 0 for i in range(L)]
    if len(given) != L or any(type(has) is not int or has not in (0, 1) for has in given):
        raise fields.refuse("no_rope_layers", f"it must hold a 0 or a 1 for each of {L} layers.")
    return [bool(has) for has in given]
