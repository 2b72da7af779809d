"""Granite 3 and Granite with windows, dense and MoE. In the latter all layers are MoE,
`intermediate_size` is the width of one expert, and `shared_intermediate_size` of the shared one.

The text models of Granite 4 Vision and of Granite Docling are dense Granites.
With windows (`granite_swa`, `granitemoe_swa`) every fourth layer has full attention, beginning with
the first, and each head has a sink.
"""

from dataclasses import replace

from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture

granite = Decoder(
    L=32,
    d=4096,
    n=32,
    f=11_008,
    vocab=32_000,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    mlp_bias=Key("mlp_bias"),
)

_experts = Mixture(
    experts=8, k=2, f=11_008, names=("num_local_experts",), f_names=("intermediate_size",)
)

granitemoe = replace(granite, moe=_experts)

granitemoeshared = replace(
    granite,
    moe=replace(_experts, shared=1, shared_f=0, shared_f_names=("shared_intermediate_size",)),
)

_masks = patterns.full_where(lambda i, L: i % 4 == 0, window=128)

granite_swa = replace(
    granite,
    L=24,
    d=2560,
    n=20,
    k=4,
    f=8192,
    vocab=100_352,
    tied=True,
    sinks=True,
    masks=_masks,
    ignores=("layer_rope_theta",),
)

granitemoe_swa = replace(granitemoeshared, sinks=True, masks=_masks, ignores=("layer_rope_theta",))

granite4_vision_text = granite
granite_docling_text = replace(granite, L=28, d=1024, n=16, k=4, f=2048, vocab=133_800, tied=True)
