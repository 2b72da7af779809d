"""Gemma 1, 2 and 3: tied embeddings; heads are 256 wide, not d / n.

Gemma 2 and 3 have four norms per layer. In Gemma 2 every second layer slides, beginning with the
first. In Gemma 3 five of six layers slide (`sliding_window_pattern`), and all heads share the query
and key norms. `gemma3` nests the text model in `text_config` and has a SigLIP tower; `gemma3_text`
is the text model alone.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.decoder import Decoder, Key
from calc.llm.families.wrapper import Wrapper
from calc.llm.masks import FULL, Full, Sliding
from calc.llm.vision import siglip


def gemma(fields: Fields) -> Architecture:
    fields.ignore("num_image_tokens")
    # PaliGemma sets it: its prompts see all of themselves, what it writes does not.
    both_ways = fields.flag("use_bidirectional_attention", default=False, null=False)
    if both_ways and not fields.path:
        raise fields.error("use_bidirectional_attention", "only causal models are counted here.")
    d = common.hidden_size(fields, 3072)
    attention = common.biased_attention(fields, d, n=16, k=16, h=256)
    masks: list[Full | Sliding] = [FULL] * common.num_layers(fields, 28)
    return _gemma(fields, d, attention, masks, f=24_576, norms=2, vocab=256_000)


def gemma2(fields: Fields) -> Architecture:
    d = common.hidden_size(fields, 2304)
    attention = common.biased_attention(fields, d, n=8, k=4, h=256)
    attention = replace(attention, score_cap=_capped(fields, "attn_logit_softcapping"))
    masks = _masks(fields, every=2)
    model = _gemma(fields, d, attention, masks, f=9216, norms=4, vocab=256_000)
    return replace(model, head_cap=_capped(fields, "final_logit_softcapping"))


def _capped(fields: Fields, name: str) -> bool:
    """Whether a limit is set; only null means none."""
    return name not in fields.values or fields.has(name)


def gemma3_text(fields: Fields) -> Architecture:
    d = common.hidden_size(fields, 2304)
    attention = common.biased_attention(fields, d, n=8, k=4, h=256)
    attention = replace(attention, norm_parameters=2 * attention.head_dim)
    masks = _masks(fields, every=patterns.pattern_length(fields, 6))
    return _gemma(fields, d, attention, masks, f=9216, norms=4, vocab=262_208)


gemma3 = Wrapper(
    text="gemma3_text",
    fixed=True,
    tied="outside, by default",
    vision=siglip.read,
)


def _masks(fields: Fields, *, every: int) -> list[Full | Sliding]:
    """Every `every`-th layer has full attention."""
    if fields.flag("use_bidirectional_attention", default=False, null=False):
        raise fields.error("use_bidirectional_attention", "only causal models are counted here.")
    return patterns.mostly_sliding_masks(fields, common.num_layers(fields, 26), every, window=4096)


def _gemma(
    fields: Fields,
    d: int,
    attention: Attention,
    masks: list[Full | Sliding],
    *,
    f: int,
    norms: int,
    vocab: int,
) -> Architecture:
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=f))
    attentions = patterns.with_masks(attention, masks)
    layers = common.layer_stack(((block, dense) for block in attentions), norms=norms)
    model = common.architecture(fields, d, layers, vocab=vocab, tied=True)
    return replace(model, float32_norms=True)


vaultgemma = Decoder(
    L=26,
    d=2304,
    n=8,
    k=4,
    h=256,
    f=9216,
    vocab=256_000,
    tied=True,
    float32_norms=True,
    nulls=False,
    divides=True,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    masks=patterns.full_where(lambda i, L: i % 2 == 1, window=4096),
)
"""Gemma 2 with the norms before its blocks only."""
