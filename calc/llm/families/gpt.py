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

_NAMES = {
    "num_hidden_layers": ("n_layer", "num_hidden_layers"),
    "hidden_size": ("n_embd", "hidden_size"),
    "num_attention_heads": ("n_head", "num_attention_heads"),
    "num_key_value_heads": (),
    "head_dim": (),
    "intermediate_size": ("n_inner",),
    "max_position_embeddings": ("n_positions", "max_position_embeddings"),
}


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


gpt_bigcode = BigCode(
    L=12,
    d=768,
    n=12,
    vocab=50_257,
    tied=True,
    names=_NAMES,
    divides=True,
    qkv_bias=True,
    output_bias=True,
    gated=False,
    mlp_bias=True,
    norm_vectors=2,
    positions=1024,
    refuses=(("add_cross_attention", False, "only decoders are counted here"),),
    ignores=("num_key_value_heads",),
)

gptj = Decoder(
    L=28,
    d=4096,
    n=16,
    vocab=50_400,
    names=_NAMES,
    divides=True,
    gated=False,
    mlp_bias=True,
    norms=1,
    norm_vectors=2,
    head_bias=True,
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
    names={**_NAMES, "intermediate_size": ("dff",)},
    qkv_bias=True,
    output_bias=True,
    norms=2,
)

biogpt = Decoder(
    L=24,
    d=1024,
    n=16,
    f=4096,
    vocab=42_384,
    tied=True,
    names={"num_key_value_heads": (), "head_dim": ()},
    divides=True,
    qkv_bias=True,
    output_bias=True,
    gated=False,
    mlp_bias=True,
    norm_vectors=2,
    positions=1024,
    more_positions=2,
    ignores=("scale_embedding",),
)

bloom = NormedEmbedding(
    L=2,
    d=64,
    n=8,
    vocab=250_880,
    tied=True,
    names={**_NAMES, "hidden_size": ("hidden_size", "n_embed"), "intermediate_size": ()},
    divides=True,
    qkv_bias=True,
    output_bias=True,
    gated=False,
    mlp_bias=True,
    norm_vectors=2,
    ignores=("apply_residual_connection_post_layernorm", "slow_but_exact"),
)
