"""Grok-1: four norms per layer, tied embeddings, every layer MoE with gated experts.

transformers has no class for it, so sizes have no defaults. `intermediate_size` is the width of one
expert.
Source: https://github.com/xai-org/grok-1, model.py and run.py
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import MoE
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common


def grok_1(fields: Fields) -> Architecture:
    L = fields.integer("num_hidden_layers", maximum=MAX_LAYERS)
    d = fields.integer("hidden_size")
    n, k = fields.integer("num_attention_heads"), fields.integer("num_key_value_heads")
    common.check_heads(fields, "num_key_value_heads", n, k)
    h = fields.optional_integer("head_dim", default=None) or common.whole_head_dim(fields, d, n)
    attention = Attention(num_attention_heads=n, num_key_value_heads=k, head_dim=h, score_cap=True)
    E = fields.integer("num_experts")
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=None, experts=E),
        expert_ffn_size=fields.integer("intermediate_size"),
    )
    return Architecture(
        hidden_size=d,
        vocab_size=fields.integer("vocab_size"),
        layers=common.layer_stack([(attention, moe)] * L, norms=4),
        tied_embeddings=fields.flag("tie_word_embeddings", default=True),
    )
