"""Mixtral: in every layer eight experts of the width `intermediate_size`, none shared.

A `sliding_window` of null, which is the default, means full attention.
"""

from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Mixture

mixtral = Decoder(
    L=32,
    d=4096,
    n=32,
    k=8,
    vocab=32_000,
    masks=patterns.uniform_masks(None),
    moe=Mixture(
        experts=8,
        k=2,
        f=14_336,
        names=("num_local_experts", "num_experts"),
        f_names=("intermediate_size",),
    ),
)
