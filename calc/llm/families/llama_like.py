"""Llamas of other makers: CWM of Meta, whose layers slide but for every fourth; the text model of
Emu3; that of Cosmos 3 Edge, without a gate; dense ERNIE 4.5, whose `use_bias` is on everything but
the head, and which is the text model of PaddleOCR-VL, too.
"""

from dataclasses import replace

from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key
from calc.llm.families.llama import llama

cwm = replace(
    llama,
    L=64,
    d=6144,
    n=48,
    k=8,
    h=128,
    f=21_504,
    vocab=128_256,
    qkv_bias=False,
    output_bias=False,
    masks=patterns.full_where(lambda i, L: i % 4 == 0, window=8192),
)

emu3_text_model = replace(llama, k=8, f=14_336, vocab=184_622, divides=False)

_bias = Key("use_bias", null=False)

ernie4_5 = Decoder(
    L=18,
    d=1024,
    n=16,
    k=2,
    h=128,
    f=3072,
    vocab=103_424,
    tied=True,
    qkv_bias=_bias,
    output_bias=_bias,
    mlp_bias=_bias,
)

paddleocr_vl_text = ernie4_5

cosmos3_edge_text = replace(
    llama, L=28, d=2048, n=16, k=8, h=128, f=9216, vocab=131_072, gated=False
)
