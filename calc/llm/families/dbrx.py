"""DBRX, which has key names of its own (d_model, n_heads, n_layers) and nests `attn_config` and
`ffn_config`. Norms have a scale and no shift. Embeddings cannot be tied.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common


def dbrx(fields: Fields) -> Architecture:
    L = fields.integer("n_layers", "num_hidden_layers", default=24, maximum=MAX_LAYERS)
    d = fields.integer("d_model", "hidden_size", default=2048)
    n = fields.integer("n_heads", "num_attention_heads", default=16)
    inner, ffn = fields.nested("attn_config"), fields.nested("ffn_config")
    k = inner.integer("kv_n_heads", default=1)
    common.check_heads(inner, "kv_n_heads", n, k)
    attention = Attention(
        num_attention_heads=n,
        num_key_value_heads=k,
        head_dim=common.whole_head_dim(fields, d, n, "n_heads"),
    )
    E = ffn.integer("moe_num_experts", default=4)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(ffn, "moe_top_k", default=1, experts=E),
        expert_ffn_size=ffn.integer("ffn_hidden_size", default=3584),
    )
    fields.ignore("num_key_value_heads")
    inner.ignore("rope_theta")
    ffn.ignore("ffn_act_fn", "hidden_size", "moe_loss_weight", "moe_normalize_expert_weights")
    fields.require("tie_word_embeddings", False, "DBRX has a head of its own")
    return common.architecture(fields, d, common.layer_stack([(attention, moe)] * L), vocab=32_000)
