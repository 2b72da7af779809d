"""EXAONE of LG: 3 is a Llama (`exaone`). In 4, dense and MoE, all heads share the query and key
norms, and all but every `sliding_window_pattern`-th layer slide.

In `exaone_moe` the layers that are dense stand in `mlp_layer_types`, else they are the first
`first_k_dense_replace`.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Mixture
from calc.llm.families.llama import llama

exaone = replace(
    llama,
    k=8,
    f=14_336,
    vocab=102_400,
    names={"num_hidden_layers": ("num_hidden_layers", "num_layers")},
)

exaone4 = Decoder(
    L=32,
    d=4096,
    n=32,
    k=32,
    f=16_384,
    vocab=102_400,
    qk_norm="head",
    masks=patterns.one_full_in(4, "sliding_window_pattern", window=4096),
)


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    return patterns.moe_by_mlp_layer_types(fields, L, 1)


exaone_moe = replace(
    exaone4,
    moe=Mixture(
        experts=64,
        k=8,
        f=1024,
        names=("num_experts",),
        shared=1,
        shared_names=("num_shared_experts",),
        sparse=_sparse,
    ),
    ignores=("first_k_dense_replace",),
)
