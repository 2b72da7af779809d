"""OLMo 1, 2 and 3. Norms have no weights in OLMo 1. In OLMo 2 they come after the blocks, and query
and key norms span all heads. OLMo 3 is like OLMo 2, but three of four layers slide. FlexOLMo is
like OLMo 2, with experts in all layers.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.masks import FULL, Full, Sliding


def olmo(fields: Fields) -> Architecture:
    d = common.hidden_size(fields, 4096)
    masks = [FULL] * common.num_layers(fields, 32)
    return _olmo(fields, d, common.biased_attention(fields, d, n=32, k=None), masks, norm_vectors=0)


def olmo2(fields: Fields) -> Architecture:
    d = common.hidden_size(fields, 4096)
    masks = [FULL] * common.num_layers(fields, 32)
    return _olmo(fields, d, _normed(fields, d), masks, norm_vectors=1)


def olmo3(fields: Fields) -> Architecture:
    d, L = common.hidden_size(fields, 4096), common.num_layers(fields, 32)
    full, sliding = patterns.FULL_ATTENTION, patterns.SLIDING_ATTENTION
    fields.assume("layer_types", [sliding if (i + 1) % 4 else full for i in range(L)])
    masks = patterns.mostly_sliding_masks(fields, L, 4, window=4096)
    return _olmo(fields, d, _normed(fields, d), masks, norm_vectors=1)


def _olmo(
    fields: Fields,
    d: int,
    attention: Attention,
    masks: Sequence[Full | Sliding],
    *,
    norm_vectors: int,
) -> Architecture:
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=11_008))
    attentions = patterns.with_masks(attention, masks)
    layers = common.layer_stack((attention, dense) for attention in attentions)
    model = common.architecture(fields, d, layers, vocab=50_304, norm_vectors=norm_vectors)
    return replace(model, float32_norms=True)


def _normed(fields: Fields, d: int) -> Attention:
    """Attention with query and key norms over all heads."""
    attention = common.biased_attention(fields, d, n=32, k=None)
    return replace(attention, norm_parameters=attention.query_key_width)


flex_olmo = Decoder(
    L=32,
    d=4096,
    n=32,
    vocab=100_352,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="whole",
    moe=Mixture(experts=7, k=5, f=11_008, f_names=("intermediate_size",)),
)
