"""Mistral 7B, Nemo, Small and Large, and Ministral 3. If there is a window, all layers have it.

An absent `sliding_window` means 4096 (v0.1), null means none (v0.2 and later). In Ministral 3
(`ministral3`) absent means none too, and heads are 128 wide, not d / n.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns


def mistral(fields: Fields) -> Architecture:
    return _mistral(fields, L=32, h=None, window=4096, vocab=32_000)


def ministral3(fields: Fields) -> Architecture:
    return _mistral(fields, L=34, h=128, window=None, vocab=131_072)


def _mistral(
    fields: Fields, *, L: int, h: int | None, window: int | None, vocab: int
) -> Architecture:
    L, d = common.num_layers(fields, L), common.hidden_size(fields, 4096)
    mask = patterns.uniform_mask(fields, window)
    patterns.check_layer_types(fields, L, mask)
    attention = replace(common.attention(fields, d, n=32, k=8, h=h), mask=mask)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=14_336))
    return common.architecture(fields, d, common.layer_stack([(attention, dense)] * L), vocab=vocab)
