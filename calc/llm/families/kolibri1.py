"""Kolibri 1: four of five layers slide; every layer has experts and a shared one, and four norms.

A `head_dim` is there in any case; query and key norms are those of one head.
"""

from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Mixture

kolibri1 = Decoder(
    L=50,
    d=2560,
    n=48,
    k=4,
    h=128,
    vocab=128_000,
    qk_norm="head",
    norms=4,
    masks=lambda fields, L: patterns.mostly_sliding_masks(fields, L, 5, window=513),
    moe=Mixture(
        experts=384,
        k=6,
        f=512,
        names=("num_local_experts", "num_experts"),
        shared=1,
        shared_f=512,
        shared_f_names=("shared_expert_intermediate_size",),
    ),
)
