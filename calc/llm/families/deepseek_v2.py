"""DeepSeek V2 and V3, Moonlight, Kimi K2, GLM-4.7-Flash, Sarvam 105B, Mistral 4: latent
attention, fine-grained experts. MiniCPM 3 and Youtu: latent attention, no experts.

A `q_lora_rank` of null is a plain query projection; an absent one is 1536 in DeepSeek. The router's
correction is a buffer, not a parameter. V3 has `num_nextn_predict_layers` modules for multi-token
prediction. In GLM-4.7-Flash `head_dim` is another name of `qk_rope_head_dim`.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.latent import LatentAttention
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import DEEPSEEK_EXPERTS, Key
from calc.llm.families.latent import LatentDecoder

_READ_DIFFERENTLY = ("moe_layer_freq", 1, "DeepSeek's code and transformers read it differently")

_deepseek_v2 = LatentDecoder(
    L=32,
    d=4096,
    n=32,
    f=11_008,
    vocab=102_400,
    divides=True,
    mlp_bias=Key("mlp_bias"),
    moe=replace(
        DEEPSEEK_EXPERTS,
        experts=64,
        k=None,
        f=1407,
        names=("n_routed_experts", "num_experts"),
        shared=2,
        shared_bias=Key("mlp_bias"),
        sparse=patterns.leading_dense(0),
    ),
    refuses=(_READ_DIFFERENTLY,),
)


def deepseek_v2(fields: Fields) -> Architecture:
    if fields.get("n_shared_experts") == 0 and fields.get("mlp_bias") is True:
        raise fields.error(
            "mlp_bias",
            "no expert is shared, of which the class has a bias all the same; use false.",
        )
    return _deepseek_v2(fields)


deepseek_v3 = LatentDecoder(
    L=61,
    d=7168,
    n=128,
    f=18_432,
    vocab=129_280,
    moe=replace(DEEPSEEK_EXPERTS, sparse=patterns.leading_dense(3)),
    refuses=(_READ_DIFFERENTLY,),
)

kimi_k2 = deepseek_v3

mistral4 = replace(
    deepseek_v3,
    L=36,
    d=4096,
    n=32,
    q=1024,
    c=256,
    p=64,
    f=12_288,
    vocab=131_072,
    moe=replace(DEEPSEEK_EXPERTS, experts=128, k=4, sparse=patterns.leading_dense(0)),
)

sarvam_mla = replace(
    deepseek_v3,
    L=32,
    d=4096,
    n=64,
    q=None,
    f=16_384,
    vocab=262_144,
    moe=replace(
        DEEPSEEK_EXPERTS,
        experts=128,
        names=("n_routed_experts", "num_local_experts", "num_experts"),
        shared_names=("n_shared_experts", "num_shared_experts"),
        sparse=patterns.leading_dense(1),
    ),
    ignores=("q_head_dim",),
)

glm4_moe_lite = LatentDecoder(
    L=47,
    d=2048,
    n=20,
    q=768,
    p=192,
    v=256,
    never_null=("num_key_value_heads",),
    f=10_240,
    vocab=154_880,
    names={"qk_rope_head_dim": ("qk_rope_head_dim", "head_dim")},
    moe=replace(DEEPSEEK_EXPERTS, experts=64, k=4, f=1536, sparse=patterns.sparse_from(1)),
)

youtu = LatentDecoder(
    L=32,
    d=2048,
    n=16,
    never_null=("num_key_value_heads",),
    f=6144,
    vocab=128_256,
    tied=True,
)

minicpm3 = LatentDecoder(
    L=62,
    d=2560,
    n=40,
    q=768,
    c=256,
    p=64,
    r=32,
    v=None,
    f=6400,
    vocab=73_448,
    tied=True,
    divides=True,
    mlp_bias=Key("mlp_bias"),
)


def latent_attention(fields: Fields, *, n: int, q: int | None) -> LatentAttention:
    """Latent attention with the other sizes of DeepSeek-V3."""
    return replace(deepseek_v3, n=n, q=q).latent(fields, 0)
