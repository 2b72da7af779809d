"""DBRX spells everything its own way: d_model, n_heads, n_layers, and nested `attn_config` and
`ffn_config`. Norms scale but do not shift. Embeddings cannot be tied.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.families import common
from calc.llm.fields import LAYERS, Fields


def dbrx(fields: Fields) -> Architecture:
    L = fields.count("n_layers", "num_hidden_layers", default=24, most=LAYERS)
    d = fields.count("d_model", "hidden_size", default=2048)
    n = fields.count("n_heads", "num_attention_heads", default=16)
    inner, ffn = fields.inner("attn_config"), fields.inner("ffn_config")
    k = inner.count("kv_n_heads", default=1)
    if n % k:
        raise inner.refuse("kv_n_heads", f"{k} cannot share {n} query heads evenly.")
    attention = Attention(
        num_attention_heads=n,
        num_key_value_heads=k,
        head_dim=common.even_head_dim(fields, d, n, "n_heads"),
    )
    E = ffn.count("moe_num_experts", default=4)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(ffn, "moe_top_k", default=1, experts=E),
        expert_ffn_size=ffn.count("ffn_hidden_size", default=3584),
    )
    fields.demand("tie_word_embeddings", False, "DBRX has a head of its own")
    return common.model(fields, d, common.stacked([(attention, moe)] * L), vocab=32_000)
