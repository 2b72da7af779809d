"""DeepSeek V2 and V3, Moonlight, Kimi K2, GLM-4.7-Flash: latent attention, fine-grained experts.

`q_lora_rank` null is a plain query projection, absent is 1536. `head_dim` and
`num_key_value_heads` say nothing about the sizes. `attention_bias` is on the down-projections and
the output. The router's correction is a buffer, not a parameter. V3 has one module for a further
token where `num_nextn_predict_layers` says so.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, MultiTokenPrediction
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.blocks.latent import LatentAttention
from calc.llm.families import common
from calc.llm.families.deepseek import routed
from calc.llm.fields import Fields
from calc.llm.stack import Layer


def deepseek_v2(fields: Fields) -> Architecture:
    moe = routed(fields, experts=64, expert_ffn_size=1407, shared=2, k=None)
    bias = fields.flag("mlp_bias", default=False)
    moe = replace(moe, shared_expert_bias=bias) if moe else None
    dense = Dense(ffn_size=fields.count("intermediate_size", default=11_008), bias=bias)
    return _latent(fields, moe, dense, L=32, d=4096, n=32, lead=0, vocab=102_400)


def deepseek_v3(fields: Fields) -> Architecture:
    moe = routed(fields, experts=256, expert_ffn_size=2048, shared=1, k=8)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=18_432))
    return _latent(fields, moe, dense, L=61, d=7168, n=128, lead=3, vocab=129_280)


kimi_k2 = deepseek_v3


def glm4_moe_lite(fields: Fields) -> Architecture:
    """GLM-4.7-Flash; `mlp_layer_types` names the dense layers, the first one if absent."""
    L, d = common.depth(fields, 47), common.width(fields, 2048)
    attention = latent_attention(fields, n=20, q=768, p=192, v=256)
    dense = Dense(ffn_size=fields.count("intermediate_size", default=10_240))
    moe = routed(fields, experts=64, expert_ffn_size=1536, shared=1, k=4)
    fields.demand("first_k_dense_replace", 1, "transformers reads mlp_layer_types only")
    types = fields.words("mlp_layer_types", ("dense", "sparse"), L) or ["dense", *["sparse"] * L]
    layers = common.stacked(
        (attention, moe if moe and kind == "sparse" else dense) for kind in types[:L]
    )
    ahead = predicting(fields, Layer(blocks=(attention, moe or dense)))
    return common.model(fields, d, layers, vocab=154_880, multi_token_prediction=ahead)


def _latent(
    fields: Fields, moe: MoE | None, dense: Dense, *, L: int, d: int, n: int, lead: int, vocab: int
) -> Architecture:
    L, d = common.depth(fields, L), common.width(fields, d)
    attention = latent_attention(fields, n=n, q=1536)
    fields.demand("moe_layer_freq", 1, "DeepSeek's code and transformers read it differently")
    sparse = common.after_leading(fields, L, lead)
    layers = common.stacked((attention, moe if moe and is_moe else dense) for is_moe in sparse)
    ahead = predicting(fields, Layer(blocks=(attention, moe or dense)))
    return common.model(fields, d, layers, vocab=vocab, multi_token_prediction=ahead)


def latent_attention(
    fields: Fields, *, n: int, q: int | None, p: int = 128, v: int = 128
) -> LatentAttention:
    """The sizes with the class's defaults; the latent is 512 and the position key 64 in all."""
    return LatentAttention(
        num_attention_heads=fields.count("num_attention_heads", default=n),
        q_lora_rank=fields.optional("q_lora_rank", default=q),
        kv_lora_rank=fields.count("kv_lora_rank", default=512),
        qk_nope_head_dim=fields.count("qk_nope_head_dim", default=p, least=0),
        qk_rope_head_dim=fields.count("qk_rope_head_dim", default=64, least=0),
        v_head_dim=fields.count("v_head_dim", default=v),
        bias=fields.flag("attention_bias", default=False),
    )


def predicting(fields: Fields, layer: Layer | None) -> MultiTokenPrediction | None:
    """As many modules of this layer as `num_nextn_predict_layers` says."""
    modules = fields.optional("num_nextn_predict_layers", "num_mtp_layers", default=None, least=0)
    return MultiTokenPrediction(modules=modules, layer=layer) if modules else None
