"""GPT-J and CodeGen, StarCoder 1 (`gpt_bigcode`), CTRL, BioGPT and Bloom: as GPT-2, with
LayerNorms, no gate, and as many key and value heads as query heads, always d / n wide.

GPT-J and CodeGen have rotary positions, one norm in a layer, no biases in the attention, and one on
the head. StarCoder 1 has one key and value head with `multi_query`. CTRL has no learned positions,
and a bias on the head. BioGPT has two positions more than its key says. Bloom has no positions,
but a norm after the embedding.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks.attention import Attention
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder
from calc.llm.families.gpt2 import gpt2


class BigCode(Decoder):
    """A family that may have a single key and value head."""

    def attention(self, fields: Fields, d: int) -> Attention:
        one = fields.flag("multi_query", default=True)
        block = super().attention(fields, d)
        return replace(block, num_key_value_heads=1) if one else block


class NormedEmbedding(Decoder):
    """A family with a norm after the embedding."""

    def __call__(self, fields: Fields) -> Architecture:
        model = super().__call__(fields)
        norm = Extra(component="norms", parameters=model.norm_vectors * model.hidden_size)
        return replace(model, extras=(norm,))


gpt_bigcode = BigCode(**vars(gpt2) | {"ignores": ("num_key_value_heads",)})

gptj = replace(
    gpt2,
    L=28,
    d=4096,
    n=16,
    vocab=50_400,
    tied=False,
    qkv_bias=False,
    output_bias=False,
    norms=1,
    positions=None,
    head_bias=True,
    refuses=(),
    ignores=("n_positions",),
)

codegen = gptj

ctrl = replace(
    gptj,
    L=48,
    d=1280,
    f=8192,
    vocab=246_534,
    tied=True,
    names={**gpt2.names, "intermediate_size": ("dff",)},
    qkv_bias=True,
    output_bias=True,
    norms=2,
)

biogpt = replace(
    gpt2,
    L=24,
    d=1024,
    n=16,
    f=4096,
    vocab=42_384,
    names={"num_key_value_heads": (), "head_dim": ()},
    more_positions=2,
    refuses=(),
    ignores=("scale_embedding",),
)

_bloom = replace(
    gpt2,
    L=2,
    d=64,
    n=8,
    vocab=250_880,
    names={**gpt2.names, "hidden_size": ("hidden_size", "n_embed"), "intermediate_size": ()},
    positions=None,
    refuses=(),
    ignores=("apply_residual_connection_post_layernorm", "slow_but_exact"),
)
bloom = NormedEmbedding(**vars(_bloom))
