"""Helium of Kyutai: a Llama whose output projection is d × d and has no bias, so that all heads
together must be d wide.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.config_fields import Fields
from calc.llm.families.llama import llama

_helium = replace(
    llama,
    L=24,
    d=2560,
    n=20,
    k=20,
    h=128,
    nulls=False,
    f=7040,
    vocab=48_000,
    divides=False,
    output_bias=False,
)


def helium(fields: Fields) -> Architecture:
    model = _helium(fields)
    heads, d = _helium.attention(fields, model.hidden_size), model.hidden_size
    if heads.num_attention_heads * heads.head_dim != d:
        raise fields.error("head_dim", f"the heads are not {d} wide together; use d / n.")
    return model
