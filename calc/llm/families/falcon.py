"""Falcon. The old decoder has one key and value head with `multi_query` (7B), else as many as query
heads (RW). The new one (`new_decoder_architecture`; 40B, 180B, Falcon 2 11B) has `num_kv_heads`.

With `parallel_attn`, attention and feed-forward are in parallel after one LayerNorm, or after two
in the new decoder. Tied embeddings, no gate, `bias` everywhere or nowhere.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common


def falcon(fields: Fields) -> Architecture:
    L = common.num_layers(fields, 32)
    d = fields.integer("n_embed", "hidden_size", default=4544)
    n = fields.integer("num_attention_heads", default=71)
    fields.ignore("alibi", "apply_residual_connection_post_layernorm")
    bias = fields.flag("bias", default=False, null=False)
    attention = Attention(
        num_attention_heads=n,
        num_key_value_heads=_kv_heads(fields, n),
        head_dim=common.whole_head_dim(fields, d, n),
        qkv_bias=bias,
        output_bias=bias,
    )
    f = fields.optional_integer("ffn_hidden_size", default=None) or 4 * d
    dense = Dense(ffn_size=f, gated=False, bias=bias)
    layers = common.layer_stack([(attention, dense)] * L, norms=_norms(fields))
    return common.architecture(fields, d, layers, vocab=65_024, tied=True, norm_vectors=2)


def _is_new_decoder(fields: Fields) -> bool:
    return fields.flag("new_decoder_architecture", default=False, null=False)


def _kv_heads(fields: Fields, n: int) -> int:
    if _is_new_decoder(fields):
        k = fields.optional_integer("num_kv_heads", default=None) or n
        common.check_heads(fields, "num_kv_heads", n, k)
        return k
    fields.ignore("num_kv_heads")
    return 1 if fields.flag("multi_query", default=True, null=False) else n


def _norms(fields: Fields) -> int:
    if not fields.flag("parallel_attn", default=True, null=False):
        fields.ignore("num_ln_in_parallel_attn")
        return 2
    given = fields.optional_integer("num_ln_in_parallel_attn", default=None)
    return 2 if given == 2 or (given is None and _is_new_decoder(fields)) else 1
