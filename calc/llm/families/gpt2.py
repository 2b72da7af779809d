"""GPT-2: learned positions, LayerNorms, no gate, biases on everything but the head.

Embeddings are tied. Its keys are n_embd, n_layer, n_head, n_inner (null means 4 d) and n_positions.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common


def gpt2(fields: Fields) -> Architecture:
    L = fields.integer("n_layer", "num_hidden_layers", default=12, maximum=MAX_LAYERS)
    d = fields.integer("n_embd", "hidden_size", default=768)
    n = fields.integer("n_head", "num_attention_heads", default=12)
    fields.require("add_cross_attention", False, "only decoders are counted here")
    attention = Attention(
        num_attention_heads=n,
        num_key_value_heads=n,
        head_dim=common.whole_head_dim(fields, d, n, "n_head"),
        qkv_bias=True,
        output_bias=True,
    )
    f = fields.optional_integer("n_inner", default=None) or 4 * d
    dense = Dense(ffn_size=f, gated=False, bias=True)
    layers = common.layer_stack([(attention, dense)] * L)
    positions = fields.integer("n_positions", "max_position_embeddings", default=1024)
    model = common.architecture(fields, d, layers, vocab=50_257, tied=True, norm_vectors=2)
    return replace(model, position_embeddings=positions)
