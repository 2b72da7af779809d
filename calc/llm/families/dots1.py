"""dots.llm1: all heads share the query and key norms; the first `first_k_dense_replace` layers are
dense. The layers from `max_window_layers` on slide. The class has no default for the experts.
"""

from collections.abc import Sequence

from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.masks import Mask


def _masks(fields: Fields, L: int) -> Sequence[Mask]:
    window = fields.optional_integer("sliding_window", default=4096)
    first = fields.integer("max_window_layers", default=62, minimum=0)
    pattern = [
        patterns.SLIDING_ATTENTION if window and i >= first else patterns.FULL_ATTENTION
        for i in range(L)
    ]
    return patterns.masks_by_layer_type(fields, pattern, window)


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    return patterns.moe_after_leading_dense(fields, L, 0)


dots1 = Decoder(
    L=62,
    d=4608,
    n=32,
    k=32,
    f=10_944,
    vocab=152_064,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    masks=_masks,
    moe=Mixture(
        experts=None,
        k=None,
        f=1408,
        required=True,
        names=("n_routed_experts", "num_local_experts"),
        shared=None,
        shared_names=("n_shared_experts",),
        sparse=_sparse,
    ),
)
