"""Dense GLM-4 (`glm`, and `glm4` of 2025, which has four norms per layer): `attention_bias` is on
queries, keys and values; heads are 128 wide, not d / n.

In the text model of GLM-4.1V the bias is always there, in that of GLM-OCR never.
"""

from dataclasses import replace

from calc.llm.families.decoder import Decoder, Key

glm = Decoder(
    L=40,
    d=4096,
    n=32,
    k=2,
    h=128,
    f=13_696,
    vocab=151_552,
    qkv_bias=Key("attention_bias", default=True),
)
glm4 = replace(glm, norms=4)
glm4v_text = replace(glm4, h=None, qkv_bias=True)
glm_ocr_text = replace(glm4, L=16, d=1024, n=16, k=8, h=None, f=4096, vocab=59_392, qkv_bias=False)
