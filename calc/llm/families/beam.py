"""Beam of Reflection: sliding and full layers, where every sixth and the last are full, and norms
before and after each block. A gate on the attention's output has a bias for each head.

The first three layers are dense, or those that `mlp_layer_types` says. The router's correction is a
buffer.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from calc.llm.blocks import Block
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture


@dataclass(frozen=True, kw_only=True)
class _Beam(Decoder):
    def blocks(self, fields: Fields, d: int, L: int) -> Iterable[tuple[Block, ...]]:
        n = fields.integer("num_attention_heads", default=self.n)
        gate_bias = Weights(component="attention", size=n)
        return ((attention, gate_bias, ffn) for attention, ffn in super().blocks(fields, d, L))


beam = _Beam(
    L=52,
    d=5120,
    n=48,
    k=8,
    h=128,
    f=20_480,
    nulls=False,
    vocab=151_936,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    output_gate=True,
    gate_bias=False,
    norms=4,
    masks=patterns.full_where(lambda i, L: (i + 1) % 6 == 0 or i + 1 == L, window=512),
    moe=Mixture(experts=256, k=8, f=2560, names=("num_experts",), sparse=patterns.sparse_from(3)),
)
