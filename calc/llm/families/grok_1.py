"""Grok-1: four norms per layer, tied embeddings, every layer MoE with gated experts.

There is no class in transformers, so sizes have no defaults. `intermediate_size` is the width of
one expert.
Source: https://github.com/xai-org/grok-1, model.py and run.py
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.families import common
from calc.llm.fields import LAYERS, Fields


def grok_1(fields: Fields) -> Architecture:
    L = fields.count("num_hidden_layers", most=LAYERS)
    d = fields.count("hidden_size")
    n, k = fields.count("num_attention_heads"), fields.count("num_key_value_heads")
    if n % k:
        raise fields.refuse("num_key_value_heads", f"{k} cannot share {n} query heads evenly.")
    h = fields.optional("head_dim", default=None) or common.even_head_dim(fields, d, n)
    attention = Attention(num_attention_heads=n, num_key_value_heads=k, head_dim=h)
    E = fields.count("num_experts")
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=None, experts=E),
        expert_ffn_size=fields.count("intermediate_size"),
    )
    return Architecture(
        hidden_size=d,
        vocab_size=fields.count("vocab_size"),
        layers=common.stacked([(attention, moe)] * L, norms=4),
        tied_embeddings=fields.flag("tie_word_embeddings", default=True),
    )
