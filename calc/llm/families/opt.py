"""OPT and XGLM: LayerNorms, no gate, biases on everything but the head (`enable_bias` in OPT), tied
embeddings.

OPT has learned positions, 2 more than `max_position_embeddings`. If `word_embed_proj_dim` is not d,
embedding and head have that width, with a projection on each side of the layers (OPT-350M, whose
norms come after the blocks, without a final one). XGLM's positions are computed.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Matrix
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import Decoder, Key

_opt = Decoder(
    L=12,
    d=768,
    n=12,
    f=3072,
    vocab=50_272,
    tied=True,
    names={"num_key_value_heads": (), "head_dim": (), "intermediate_size": ("ffn_dim",)},
    divides=True,
    qkv_bias=Key("enable_bias", default=True),
    output_bias=Key("enable_bias", default=True),
    gated=False,
    mlp_bias=Key("enable_bias", default=True),
    norm_vectors=2,
    positions=2048,
    more_positions=2,
)

xglm = replace(
    _opt,
    L=24,
    d=1024,
    n=16,
    f=4096,
    vocab=256_008,
    names={
        "num_hidden_layers": ("num_layers", "num_hidden_layers"),
        "hidden_size": ("d_model", "hidden_size"),
        "num_attention_heads": ("attention_heads", "num_attention_heads"),
        "num_key_value_heads": (),
        "head_dim": (),
        "intermediate_size": ("ffn_dim",),
    },
    qkv_bias=True,
    output_bias=True,
    mlp_bias=True,
    positions=None,
    refuses=(("add_cross_attention", False, "only decoders are counted here"),),
    ignores=("scale_embedding",),
)


def opt(fields: Fields) -> Architecture:
    model = _opt(fields)
    d = model.hidden_size
    w = fields.optional_integer("word_embed_proj_dim", default=d) or d
    before = fields.flag("do_layer_norm_before", default=True)
    removed = fields.flag("_remove_final_layer_norm", default=False)
    affine = fields.flag("layer_norm_elementwise_affine", default=True)
    model = replace(model, final_norm=before and not removed, norm_vectors=2 if affine else 0)
    if w == d:
        return model
    sides = Extra(
        component="projections",
        parameters=2 * d * w,
        matmul_weights=2 * d * w,
        held=(
            Matrix("project_in", "projections", d, w),
            Matrix("project_out", "projections", w, d),
        ),
    )
    return replace(model, embedding_size=w, extras=(sides,))
