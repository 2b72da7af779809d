"""ModernBERT's decoder: a norm after the embedding in place of the first layer's; two of three
layers slide (`global_attn_every_n_layers`), with a window of half of `local_attention`; the head is
a matrix of d × d, a norm, and the transposed embedding with a bias. Norms have a shift if
`norm_bias` is true.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Matrix
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key
from calc.llm.masks import Mask


def _masks(fields: Fields, L: int) -> Sequence[Mask]:
    every = 3
    if fields.has("layer_types"):
        fields.ignore("global_attn_every_n_layers")
    else:
        every = fields.integer("global_attn_every_n_layers", default=3)
    pattern = [
        patterns.SLIDING_ATTENTION if i % every else patterns.FULL_ATTENTION for i in range(L)
    ]
    fields.assume("layer_types", pattern)
    if "sliding_window" in fields.values:
        fields.ignore("local_attention")
        window = fields.optional_integer("sliding_window", default=None)
    else:
        window = fields.integer("local_attention", default=128, minimum=2) // 2
    return patterns.masks_by_layer_type(fields, pattern, window)


_decoder = Decoder(
    L=22,
    d=768,
    n=12,
    f=1152,
    vocab=50_368,
    tied=True,
    names={"num_key_value_heads": (), "head_dim": ()},
    divides=True,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    mlp_bias=Key("mlp_bias"),
    masks=_masks,
    head_bias=Key("decoder_bias", default=True),
    ignores=("classifier_activation",),
)


def modernbert_decoder(fields: Fields) -> Architecture:
    model = _decoder(fields)
    d, vectors = model.hidden_size, 2 if fields.flag("norm_bias", default=False) else 1
    bias = fields.flag("classifier_bias", default=False)
    if bias and any(
        "ForCausalLM" not in str(name) for name in fields.sequence("architectures") or ()
    ):
        raise fields.error("classifier_bias", "it is only counted in a language model; use false.")
    head = d * d + d * bias
    first, *others = model.layers
    return replace(
        model,
        layers=(replace(first, norms=1), *others),
        norm_vectors=vectors,
        extras=(
            Extra(component="norms", parameters=vectors * d),
            Extra(
                component="head_projection",
                parameters=head,
                matmul_weights=d * d,
                of_head=True,
                held=(Matrix("lm_head.dense", "head_projection", d, d),),
            ),
            Extra(component="norms", parameters=vectors * d, of_head=True),
        ),
    )
