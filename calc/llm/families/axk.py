"""A.X K1 and K2 of SK Telecom: latent attention and shared experts as in DeepSeek-V3; the first
layer is dense.

In A.X K1 a MoE layer has a third norm, after its experts. In A.X K2 a gate from the query latent
is on the attention's output, an indexer selects the positions as in DeepSeek-V3.2, and the norms
have gates of rank `gated_norm_rank`, except for the second one of a dense layer.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE, NormGate
from calc.llm.blocks.latent import GatedLatentAttention, LatentAttention
from calc.llm.config_fields import Fields
from calc.llm.families import common
from calc.llm.families.decoder import DEEPSEEK_EXPERTS
from calc.llm.families.deepseek_v32 import read_indexer
from calc.llm.layer import Layer
from calc.llm.masks import Selected


def axk1(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 61), common.hidden_size(fields, 7168)
    attention = _latent(fields, LatentAttention, n=64, q=1536, c=512, p=128, r=64, v=128)
    dense = Layer(blocks=(attention, _dense(fields, 18_432)))
    moe = Layer(blocks=(attention, _moe(fields, 192, 2048)), norms=3)
    return _axk(fields, L, d, dense, moe)


def axk2(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 48), common.hidden_size(fields, 2048)
    attention = replace(
        _latent(fields, GatedLatentAttention, n=32, q=384, c=128, p=64, r=32, v=64),
        mask=Selected(top=fields.integer("index_topk", default=2048)),
        indexer=read_indexer(fields, 16),
    )
    fields.choices("layer_types", ("indexed_attention", "deepseek_sparse_attention"), L)
    gate = NormGate(ffn_size=fields.integer("gated_norm_rank", default=16))
    dense = Layer(blocks=(attention, _dense(fields, 5120), gate))
    moe = Layer(blocks=(attention, _moe(fields, 128, 512), gate, gate))
    return _axk(fields, L, d, dense, moe)


def _latent(
    fields: Fields, kind: type[LatentAttention], *, n: int, q: int, c: int, p: int, r: int, v: int
) -> LatentAttention:
    fields.ignore("num_key_value_heads", "head_dim", "qk_head_dim")
    return kind(
        num_attention_heads=fields.integer("num_attention_heads", default=n),
        q_lora_rank=fields.integer("q_lora_rank", default=q),
        kv_lora_rank=fields.integer("kv_lora_rank", default=c),
        qk_nope_head_dim=fields.integer("qk_nope_head_dim", default=p),
        qk_rope_head_dim=fields.integer("qk_rope_head_dim", default=r),
        v_head_dim=fields.integer("v_head_dim", default=v),
        bias=fields.flag("attention_bias", default=False),
    )


def _dense(fields: Fields, f: int) -> Dense:
    return Dense(ffn_size=fields.integer("intermediate_size", default=f))


def _moe(fields: Fields, experts: int, f: int) -> MoE:
    moe = replace(DEEPSEEK_EXPERTS, experts=experts, f=f).read(fields)
    if moe is None:
        raise fields.error("n_routed_experts", "0 experts; every layer after the first has some.")
    return moe


def _axk(fields: Fields, L: int, d: int, dense: Layer, moe: Layer) -> Architecture:
    """Without `mlp_layer_types`, the layers from `first_k_dense_replace` on whose number
    `moe_layer_freq` divides are MoE.
    """
    types = fields.choices("mlp_layer_types", ("dense", "sparse"), L)
    if types is None:
        first = fields.integer("first_k_dense_replace", default=1, minimum=0)
        step = fields.integer("moe_layer_freq", default=1)
        sparse = [i >= first and i % step == 0 for i in range(L)]
    else:
        fields.ignore("first_k_dense_replace", "moe_layer_freq")
        sparse = [kind == "sparse" for kind in types]
    layers = tuple(moe if is_moe else dense for is_moe in sparse)
    return common.architecture(fields, d, layers, vocab=163_840)
