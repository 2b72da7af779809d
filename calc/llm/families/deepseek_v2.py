"""DeepSeek V2 and V3, Moonlight, Kimi K2, GLM-4.7-Flash: latent attention, fine-grained experts.

A `q_lora_rank` of null is a plain query projection; an absent one is 1536. `head_dim` and
`num_key_value_heads` have no influence on sizes. `attention_bias` is on the down-projections and
the output. The router's correction is a buffer, not a parameter. V3 has
`num_nextn_predict_layers` modules for multi-token prediction.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.latent import LatentAttention
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.deepseek import deepseek_moe
from calc.llm.layer import Layer


def deepseek_v2(fields: Fields) -> Architecture:
    moe = deepseek_moe(fields, experts=64, expert_ffn_size=1407, shared=2, k=None)
    bias = fields.flag("mlp_bias", default=False)
    moe = replace(moe, shared_expert_bias=bias) if moe else None
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=11_008), bias=bias)
    return _latent(fields, moe, dense, L=32, d=4096, n=32, lead=0, vocab=102_400)


def deepseek_v3(fields: Fields) -> Architecture:
    moe = deepseek_moe(fields, experts=256, expert_ffn_size=2048, shared=1, k=8)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=18_432))
    return _latent(fields, moe, dense, L=61, d=7168, n=128, lead=3, vocab=129_280)


kimi_k2 = deepseek_v3


def glm4_moe_lite(fields: Fields) -> Architecture:
    """GLM-4.7-Flash; the dense layers are in `mlp_layer_types`, by default the first only."""
    L, d = common.num_layers(fields, 47), common.hidden_size(fields, 2048)
    attention = latent_attention(fields, n=20, q=768, p=192, v=256)
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=10_240))
    moe = deepseek_moe(fields, experts=64, expert_ffn_size=1536, shared=1, k=4)
    fields.require("first_k_dense_replace", 1, "transformers reads mlp_layer_types only")
    types = fields.choices("mlp_layer_types", ("dense", "sparse"), L) or ["dense", *["sparse"] * L]
    layers = common.layer_stack(
        (attention, moe if moe and kind == "sparse" else dense) for kind in types[:L]
    )
    ahead = common.multi_token_prediction(fields, Layer(blocks=(attention, moe or dense)))
    return common.architecture(fields, d, layers, vocab=154_880, multi_token_prediction=ahead)


def _latent(
    fields: Fields, moe: MoE | None, dense: Dense, *, L: int, d: int, n: int, lead: int, vocab: int
) -> Architecture:
    L, d = common.num_layers(fields, L), common.hidden_size(fields, d)
    attention = latent_attention(fields, n=n, q=1536)
    fields.require("moe_layer_freq", 1, "DeepSeek's code and transformers read it differently")
    sparse = patterns.moe_after_leading_dense(fields, L, lead)
    layers = common.layer_stack((attention, moe if moe and is_moe else dense) for is_moe in sparse)
    ahead = common.multi_token_prediction(fields, Layer(blocks=(attention, moe or dense)))
    return common.architecture(fields, d, layers, vocab=vocab, multi_token_prediction=ahead)


def latent_attention(
    fields: Fields, *, n: int, q: int | None, p: int = 128, v: int = 128
) -> LatentAttention:
    """Latent attention. In all these classes the latent is 512 wide and the position key 64."""
    fields.ignore("num_key_value_heads", "head_dim", "qk_head_dim")
    return LatentAttention(
        num_attention_heads=fields.integer("num_attention_heads", default=n),
        q_lora_rank=fields.optional_integer("q_lora_rank", default=q),
        kv_lora_rank=fields.integer("kv_lora_rank", default=512),
        qk_nope_head_dim=fields.integer("qk_nope_head_dim", default=p, minimum=0),
        qk_rope_head_dim=fields.integer("qk_rope_head_dim", default=64, minimum=0),
        v_head_dim=fields.integer("v_head_dim", default=v),
        bias=fields.flag("attention_bias", default=False),
    )
