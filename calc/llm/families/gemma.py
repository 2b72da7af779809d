"""Gemma 1, 2 and 3: tied embeddings, heads of 256 whatever d / n is.

Gemma 2 and 3 have four norms per layer. In Gemma 2 every second layer slides, the first one
first; in Gemma 3 five of six do (`sliding_window_pattern`), with shared query and key norms.
`gemma3` nests the text model in `text_config` and has a SigLIP tower; `gemma3_text` is the text
model alone.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.families import common
from calc.llm.fields import Fields
from calc.llm.masks import FULL, Full, Sliding


def gemma(fields: Fields) -> Architecture:
    d = common.width(fields, 3072)
    heads = _heads(fields, d, n=16, k=16)
    masks: list[Full | Sliding] = [FULL] * common.depth(fields, 28)
    return _gemma(fields, d, heads, masks, f=24_576, norms=2, vocab=256_000)


def gemma2(fields: Fields) -> Architecture:
    d = common.width(fields, 2304)
    heads = _heads(fields, d, n=8, k=4)
    masks = _masks(fields, every=2)
    return _gemma(fields, d, heads, masks, f=9216, norms=4, vocab=256_000)


def gemma3_text(fields: Fields) -> Architecture:
    d = common.width(fields, 2304)
    heads = _heads(fields, d, n=8, k=4)
    heads = replace(heads, norm_parameters=2 * heads.head_dim)
    every = fields.count("sliding_window_pattern", "_sliding_window_pattern", default=6)
    masks = _masks(fields, every=every)
    return _gemma(fields, d, heads, masks, f=9216, norms=4, vocab=262_208)


def gemma3(fields: Fields) -> Architecture:
    from calc.llm.vision.siglip import read

    text = gemma3_text(common.text_of(fields, "gemma3_text"))
    return replace(text, vision=read(fields.inner("vision_config")))


def _heads(fields: Fields, d: int, *, n: int, k: int) -> Attention:
    bias = fields.flag("attention_bias", default=False)
    return replace(common.heads(fields, d, n=n, k=k, h=256), qkv_bias=bias, output_bias=bias)


def _masks(fields: Fields, *, every: int) -> list[Full | Sliding]:
    """Every so-manieth layer attends to everything."""
    if fields.flag("use_bidirectional_attention", default=False, null=False):
        raise fields.refuse("use_bidirectional_attention", "only causal models are counted here.")
    return common.every_so_often(fields, common.depth(fields, 26), every, window=4096)


def _gemma(
    fields: Fields,
    d: int,
    heads: Attention,
    masks: list[Full | Sliding],
    *,
    f: int,
    norms: int,
    vocab: int,
) -> Architecture:
    dense = Dense(ffn_size=fields.count("intermediate_size", default=f))
    attentions = {mask: replace(heads, mask=mask) for mask in set(masks)}
    layers = common.stacked(((attentions[mask], dense) for mask in masks), norms=norms)
    return common.model(fields, d, layers, vocab=vocab, tied=True)
