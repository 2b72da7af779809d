"""GLM-4.5, 4.6 and 4.7, and the text model of GLM-4.5V: `attention_bias` is on queries, keys and
values only; query and key norms only with `use_qk_norm`. The first `first_k_dense_replace` layers
are dense. Sarvam 30B (`sarvam_moe`) is the same with other defaults; in Solar Open all layers are
MoE, and there are no query and key norms.

GLM-4.5V (`glm4v_moe`) nests the text model in `text_config` and has a vision tower.
"""

from dataclasses import replace

from calc.llm.families import patterns
from calc.llm.families.decoder import DEEPSEEK_EXPERTS, Decoder, Key
from calc.llm.families.wrapper import Wrapper
from calc.llm.vision import glm4v

_experts = replace(
    DEEPSEEK_EXPERTS, experts=128, required=True, f=1408, sparse=patterns.leading_dense(1)
)

glm4_moe = Decoder(
    L=46,
    d=4096,
    n=96,
    k=8,
    f=10_944,
    nulls=False,
    vocab=151_552,
    qkv_bias=Key("attention_bias"),
    qk_norm="head",
    qk_norm_if=Key("use_qk_norm"),
    moe=_experts,
)

glm4v_moe_text = replace(
    glm4_moe, vocab=151_424, qkv_bias=Key("attention_bias", default=True), qk_norm=None
)

sarvam_moe = replace(
    glm4_moe,
    L=19,
    n=64,
    k=4,
    h=64,
    f=8192,
    vocab=262_144,
    qkv_bias=Key("attention_bias", also=("use_qkv_bias",)),
    qk_norm_if=Key("use_qk_norm", default=True),
    moe=replace(
        _experts,
        k=6,
        f=1024,
        names=("n_routed_experts", "num_local_experts", "num_experts"),
        shared_names=("n_shared_experts", "num_shared_experts"),
    ),
)

solar_open = replace(
    glm4_moe,
    L=48,
    n=64,
    h=128,
    vocab=196_608,
    qk_norm=None,
    moe=replace(_experts, f=1280, sparse=None),
    refuses=(
        ("use_qk_norm", False, "the class has no query and key norms"),
        ("first_k_dense_replace", 0, "all layers of the class are MoE"),
    ),
)


glm4v_moe = Wrapper(
    text="glm4v_moe_text",
    fixed=True,
    tied="either",
    vision=glm4v.read,
)
