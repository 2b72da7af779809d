"""Llama 1 to 3.3, and many other models of this type: Yi, SmolLM 1 and 2, Falcon3, TinyLlama …

`attention_bias` is on all four projections, also on the output.
"""

from calc.llm.families.decoder import Decoder, Key

llama = Decoder(
    L=32,
    d=4096,
    n=32,
    f=11_008,
    vocab=32_000,
    divides=True,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    mlp_bias=Key("mlp_bias"),
)
