"""Falcon, old and new. The old one has a single key and value head with `multi_query` (7B), else
as many as query heads (RW); the new one (`new_decoder_architecture`, 40B, 180B, 2-11B) has
`num_kv_heads`. Attention and feed-forward stand side by side with `parallel_attn`, behind one
LayerNorm, or two in the new one. Tied embeddings, no gate, `bias` everywhere or nowhere.
"""

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields


def falcon(fields: Fields) -> Architecture:
    L = common.depth(fields, 32)
    d = fields.count("n_embed", "hidden_size", default=4544)
    n = fields.count("num_attention_heads", default=71)
    bias = fields.flag("bias", default=False, null=False)
    attention = Attention(
        num_attention_heads=n,
        num_key_value_heads=_kv_heads(fields, n),
        head_dim=common.even_head_dim(fields, d, n),
        qkv_bias=bias,
        output_bias=bias,
    )
    f = fields.optional("ffn_hidden_size", default=None) or 4 * d
    dense = Dense(ffn_size=f, gated=False, bias=bias)
    layers = common.stacked([(attention, dense)] * L, norms=_norms(fields))
    return common.model(fields, d, layers, vocab=65_024, tied=True, norm_vectors=2)


def _new(fields: Fields) -> bool:
    return fields.flag("new_decoder_architecture", default=False, null=False)


def _kv_heads(fields: Fields, n: int) -> int:
    if _new(fields):
        k = fields.optional("num_kv_heads", default=None) or n
        if n % k:
            raise fields.refuse("num_kv_heads", f"{k} cannot share {n} query heads evenly.")
        return k
    return 1 if fields.flag("multi_query", default=True, null=False) else n


def _norms(fields: Fields) -> int:
    if not fields.flag("parallel_attn", default=True, null=False):
        return 2
    said = fields.optional("num_ln_in_parallel_attn", default=None)
    return 2 if said == 2 or (said is None and _new(fields)) else 1
