"""Mistral 7B, Nemo, Small and Large, and Ministral 3. A window, if there is one, is in every layer.

`sliding_window` is 4096 if absent (v0.1) and null for none (v0.2 and later); in Ministral 3
(`ministral3`) absent is none, and heads are 128 wide whatever d / n is.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def mistral(fields: Fields) -> Architecture:
    return _mistral(fields, L=32, h=None, window=4096, vocab=32_000)


def ministral3(fields: Fields) -> Architecture:
    return _mistral(fields, L=34, h=128, window=None, vocab=131_072)


def _mistral(
    fields: Fields, *, L: int, h: int | None, window: int | None, vocab: int
) -> Architecture:
    L, d = common.depth(fields, L), common.width(fields, 4096)
    mask = common.one_window(fields, window)
    common.agreeing_layer_types(fields, L, mask)
    attention = replace(common.heads(fields, d, n=32, k=8, h=h), mask=mask)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=14_336))
    return common.model(fields, d, common.stacked([(attention, dense)] * L), vocab=vocab)
