"""Flint: all heads share the query and key norms and have sinks; the first two layers, every fourth
and the last have full attention, the others slide. The layers of `mlp_only_layers`, the first two
by default, are dense.
"""

from collections.abc import Sequence

from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    if not fields.has("mlp_only_layers"):
        fields.assume("mlp_only_layers", [0, 1])
    dense = fields.layer_numbers("mlp_only_layers", L)
    step = fields.integer("decoder_sparse_step", default=1)
    first = {0, 1} if dense is None else set(dense)
    return [i not in first and (i + 1) % step == 0 for i in range(L)]


flint = Decoder(
    L=49,
    d=2048,
    n=32,
    k=4,
    h=128,
    f=6144,
    vocab=150_144,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="head",
    sinks=True,
    masks=patterns.full_where(lambda i, L: i < 2 or i % 4 == 1 or i == L - 1, window=513),
    moe=Mixture(
        experts=256,
        k=6,
        f=512,
        names=("num_experts",),
        shared=1,
        shared_f=1024,
        shared_f_names=("shared_expert_intermediate_size",),
        sparse=_sparse,
    ),
    ignores=("decoder_sparse_step", "mlp_only_layers"),
)
