"""Arcee: AFM (`arcee`), a Llama without a gate in its dense blocks, and Trinity (`afmoe`).

In Trinity all heads share the query and key norms, a matrix of its own gates the attention's
output, a layer has four norms, and every `global_attn_every_n_layers`-th layer has full attention.
The first `num_dense_layers` layers are dense. The router's correction is a parameter.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.families.llama import llama

arcee = replace(llama, d=2560, f=18_432, gated=False)


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    lead = fields.integer("num_dense_layers", default=1, minimum=0)
    return [i >= lead for i in range(L)]


afmoe = Decoder(
    L=32,
    d=2048,
    n=16,
    h=128,
    f=6144,
    vocab=200_192,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    output_gate=True,
    gate_bias=False,
    norms=4,
    masks=patterns.one_full_in(4, "global_attn_every_n_layers", window=1024),
    moe=Mixture(
        experts=64,
        k=6,
        f=1408,
        names=("num_experts",),
        shared=2,
        shared_names=("num_shared_experts",),
        router_vectors=1,
        sparse=_sparse,
    ),
    ignores=("route_scale", "mup_enabled"),
)
