"""GPT-NeoX and Pythia: LayerNorms, no gate, biases on everything but the head; as many key and
value heads as query heads, always d / n wide.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common


def gpt_neox(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 44), common.hidden_size(fields, 6144)
    fields.ignore("use_parallel_residual")
    n = fields.integer("num_attention_heads", default=64)
    bias = fields.flag("attention_bias", default=True)
    attention = Attention(
        num_attention_heads=n,
        num_key_value_heads=n,
        head_dim=common.whole_head_dim(fields, d, n),
        qkv_bias=bias,
        output_bias=bias,
        one_projection=True,
    )
    f = fields.integer("intermediate_size", default=24_576)
    dense = Dense(ffn_size=f, gated=False, bias=True)
    layers = common.layer_stack([(attention, dense)] * L)
    return common.architecture(fields, d, layers, vocab=50_432, norm_vectors=2)
