"""Doge: each layer scales its two residual connections with a vector, counted as norms; attention
reads the `keep_window_size` positions with the best scores. With `is_moe` there are thousands of
experts of one row each, beside the dense block.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import isqrt

from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention, DynamicMaskAttention
from calc.llm.blocks.feedforward import ProductKeyMoE
from calc.llm.config_fields import Fields
from calc.llm.families import common
from calc.llm.families.decoder import Decoder, Key
from calc.llm.masks import Selected


class Doge(Decoder):
    """A family that selects positions, and may have experts beside a dense block."""

    def attention(self, fields: Fields, d: int) -> Attention:
        return DynamicMaskAttention(**vars(super().attention(fields, d)))

    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        keep = fields.integer("keep_window_size", default=2048)
        window = fields.optional_integer("sliding_window", default=None)
        attention = replace(self.attention(fields, d), mask=Selected(top=keep, window=window))
        dense = self.dense(fields, d)
        if not fields.flag("is_moe", default=False):
            fields.ignore("num_experts", "num_experts_per_tok")
            return [(attention, dense)] * L
        E = fields.integer("num_experts", default=16_384)
        pairs = isqrt(E) ** 2
        k = common.top_k(fields, "num_experts_per_tok", default=64, experts=pairs)
        moe = ProductKeyMoE(routed_experts=E, top_k=k, expert_ffn_size=1, gated=False)
        return [(attention, dense, moe)] * L


doge = Doge(
    L=32,
    d=1024,
    n=8,
    f=2048,
    vocab=32_768,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    mlp_bias=Key("mlp_bias"),
    qk_norm="head",
    norms=4,
)
