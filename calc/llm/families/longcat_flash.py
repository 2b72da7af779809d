"""LongCat-Flash: a layer has two latent attentions, two dense blocks, one mixture of experts in
parallel with them, and four norms.

`zero_expert_num` experts do nothing. The router chooses among these too, so a token uses on average
top_k · E / (E + zero) experts that compute: 8 of 12 in the released model.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common
from calc.llm.families.deepseek_v2 import latent_attention


def longcat_flash(fields: Fields) -> Architecture:
    L, d = _num_layers(fields), common.hidden_size(fields, 6144)
    attention = latent_attention(fields, n=64, q=1536)
    if attention.q_lora_rank is None:
        raise fields.error("q_lora_rank", "it is null; this family needs one, so a number would.")
    h_qk = attention.qk_nope_head_dim + attention.qk_rope_head_dim
    if fields.optional_integer("qk_head_dim", default=h_qk) not in (None, h_qk):
        raise fields.error("qk_head_dim", f"its parts sum to {h_qk}; use that sum.")
    dense = Dense(ffn_size=fields.integer("ffn_hidden_size", "intermediate_size", default=12_288))
    E = fields.integer("n_routed_experts", "num_local_experts", default=512)
    Z = fields.optional_integer("zero_expert_num", default=256, minimum=0) or 0
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "moe_topk", "num_experts_per_tok", default=12, experts=E + Z),
        expert_ffn_size=fields.integer(
            "expert_ffn_hidden_size", "moe_intermediate_size", default=2048
        ),
        zero_experts=Z,
        router_vectors=int(fields.flag("router_bias", default=False)),
    )
    layers = common.layer_stack([(attention, dense, attention, dense, moe)] * L, norms=4)
    model = common.architecture(fields, d, layers, vocab=131_072)
    return replace(model, multi_token_prediction=common.multi_token_prediction(fields, None))


def _num_layers(fields: Fields) -> int:
    """`num_layers`, which is half of `num_hidden_layers`."""
    doubled = fields.optional_integer("num_hidden_layers", default=None, maximum=2 * MAX_LAYERS)
    if doubled is not None and doubled % 2:
        raise fields.error("num_hidden_layers", f"{doubled} is odd; use twice num_layers.")
    L = fields.integer(
        "num_layers", default=28 if doubled is None else doubled // 2, maximum=MAX_LAYERS
    )
    if doubled is not None and doubled != 2 * L:
        raise fields.error("num_hidden_layers", f"{doubled} is not twice num_layers {L}.")
    return L
