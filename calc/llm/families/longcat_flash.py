"""LongCat-Flash: a layer holds two latent attentions, two dense blocks, and one mixture of experts
on a shortcut across them, with four norms.

`zero_expert_num` experts do nothing; the router chooses among them too, so that a token uses
top_k · E / (E + zero) real ones on average: 8 of 12 in the released model.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common
from calc.llm.families.deepseek_v2 import latent_attention, predicting
from calc.llm.fields import LAYERS, Fields


def longcat_flash(fields: Fields) -> Architecture:
    L, d = _depth(fields), common.width(fields, 6144)
    attention = latent_attention(fields, n=64, q=1536)
    if attention.q_lora_rank is None:
        raise fields.refuse("q_lora_rank", "it is null; this family needs one, so a number would.")
    h_qk = attention.qk_nope_head_dim + attention.qk_rope_head_dim
    if fields.optional("qk_head_dim", default=h_qk) not in (None, h_qk):
        raise fields.refuse("qk_head_dim", f"its parts sum to {h_qk}; that would do.")
    dense = Dense(ffn_size=fields.count("ffn_hidden_size", "intermediate_size", default=12_288))
    E = fields.count("n_routed_experts", "num_local_experts", default=512)
    Z = fields.optional("zero_expert_num", default=256, least=0) or 0
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "moe_topk", "num_experts_per_tok", default=12, experts=E + Z),
        expert_ffn_size=fields.count(
            "expert_ffn_hidden_size", "moe_intermediate_size", default=2048
        ),
        zero_experts=Z,
        router_vectors=int(fields.flag("router_bias", default=False)),
    )
    layers = common.stacked([(attention, dense, attention, dense, moe)] * L, norms=4)
    model = common.model(fields, d, layers, vocab=131_072)
    return replace(model, multi_token_prediction=predicting(fields, None))


def _depth(fields: Fields) -> int:
    """`num_layers`; `num_hidden_layers` counts each of them twice."""
    halved = fields.optional("num_hidden_layers", default=None, most=2 * LAYERS)
    if halved is not None and halved % 2:
        raise fields.refuse("num_hidden_layers", f"{halved} is odd; twice num_layers would do.")
    L = fields.count("num_layers", default=28 if halved is None else halved // 2, most=LAYERS)
    if halved is not None and halved != 2 * L:
        raise fields.refuse("num_hidden_layers", f"{halved} is not twice num_layers {L}.")
    return L
