"""GLM-4.5, 4.6 and 4.7, and the text model of GLM-4.5V: `attention_bias` is on queries, keys and
values only; query and key norms only with `use_qk_norm`. The first `first_k_dense_replace` layers
are dense.

GLM-4.5V (`glm4v_moe`) nests the text model in `text_config` and has a vision tower.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.wrapper import Wrapper
from calc.llm.layer import Layer
from calc.llm.vision import VisionTower


def glm4_moe(fields: Fields) -> Architecture:
    norms = fields.flag("use_qk_norm", default=False)
    return _glm(fields, vocab=151_552, bias=False, norms=norms)


def _glm(fields: Fields, *, vocab: int, bias: bool, norms: bool) -> Architecture:
    L, d = common.num_layers(fields, 46), common.hidden_size(fields, 4096)
    heads = common.attention(fields, d, n=96, k=8)
    attention = replace(
        heads,
        qkv_bias=fields.flag("attention_bias", default=bias),
        norm_parameters=2 * heads.head_dim * norms,
    )
    E = fields.integer("n_routed_experts", "num_local_experts", default=128)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=8, experts=E),
        expert_ffn_size=fields.integer("moe_intermediate_size", default=1408),
        shared_experts=fields.integer("n_shared_experts", default=1, minimum=0),
    )
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=10_944))
    sparse = patterns.moe_after_leading_dense(fields, L, 1)
    layers = common.layer_stack((attention, moe if is_moe else dense) for is_moe in sparse)
    ahead = common.multi_token_prediction(fields, Layer(blocks=(attention, moe)))
    return common.architecture(fields, d, layers, vocab=vocab, multi_token_prediction=ahead)


def glm4v_moe_text(fields: Fields) -> Architecture:
    return _glm(fields, vocab=151_424, bias=True, norms=False)


def _tower(vision: Fields) -> VisionTower:
    from calc.llm.vision.glm4v import read

    return read(vision)


glm4v_moe = Wrapper(
    text="glm4v_moe_text", texts=("glm4v_moe_text",), tied="either", vision=_tower, complete=True
)
