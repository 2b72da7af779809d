"""DeepSeekMoE 16B, the first DeepSeek MoE: ordinary attention, and `n_shared_experts` shared
experts that are as wide as the routed ones.

The first `first_k_dense_replace` layers are dense; of the others those are MoE whose number
`moe_layer_freq` divides. Without `n_routed_experts` all layers are dense. Defaults are those of
configuration_deepseek.py, which comes with the checkpoint.

The text models of DeepSeek-OCR 2 and of Unlimited OCR are like it; `mlp_layer_types` says which of
their layers are dense. In Unlimited OCR, generated tokens attend to all of the prompt and to a
window of one another; what is counted here is a prompt.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import DEEPSEEK_EXPERTS, Decoder, Key, Mixture
from calc.llm.masks import FULL, Mask


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    every = fields.integer("moe_layer_freq", default=1)
    lead = fields.integer("first_k_dense_replace", default=0, minimum=0)
    return [i >= lead and i % every == 0 for i in range(L)]


deepseek = Decoder(
    L=30,
    d=4096,
    n=32,
    k=32,
    f=11_008,
    vocab=102_400,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    moe=replace(DEEPSEEK_EXPERTS, experts=None, k=None, f=1407, shared=None, sparse=_sparse),
)


def _sparse_by_types(fields: Fields, L: int) -> Sequence[bool]:
    if not fields.has("mlp_layer_types"):
        raise fields.error("mlp_layer_types", "it is missing, and the class has no default.")
    return patterns.moe_by_mlp_layer_types(fields, L, 0)


_ocr_experts = Mixture(
    experts=64,
    k=None,
    f=1407,
    names=("n_routed_experts", "num_experts"),
    shared=2,
    shared_names=("n_shared_experts",),
    shared_bias=Key("mlp_bias"),
    sparse=_sparse_by_types,
)

deepseek_ocr2_text = Decoder(
    L=32,
    d=4096,
    n=32,
    f=11_008,
    vocab=102_400,
    divides=True,
    names={"head_dim": ()},
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    mlp_bias=Key("mlp_bias"),
    moe=_ocr_experts,
    ignores=("head_dim",),
)


def _reference_masks(fields: Fields, L: int) -> Sequence[Mask]:
    kinds = ("reference_sliding_attention", patterns.FULL_ATTENTION)
    fields.choices("layer_types", kinds, L)
    fields.integer("sliding_window", default=128)
    return [FULL] * L


unlimited_ocr_text = replace(
    deepseek_ocr2_text,
    L=12,
    d=1280,
    n=10,
    k=10,
    f=6848,
    vocab=129_280,
    moe=replace(
        _ocr_experts,
        k=6,
        f=896,
        sparse=lambda fields, L: patterns.moe_by_mlp_layer_types(fields, L, 1),
    ),
    masks=_reference_masks,
)
