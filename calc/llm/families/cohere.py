"""Command R and R+: attention and feed-forward in parallel after one LayerNorm without shift; tied
embeddings. With `use_qk_norm` every head has its own norm.

In Command A and R7B (`cohere2`) three of four layers slide (`sliding_window_pattern`). Command A+
(`cohere2_moe`) has experts; its first `first_k_dense_replace` layers, with a pattern of their own,
are dense. In the text model of North Micro Vision (`cohere_compass_text`) `layer_types` alone says
which layers slide.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.blocks.feedforward import Dense
from calc.llm.config_fields import Fields
from calc.llm.families import patterns
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.masks import Mask


def _mostly_sliding(fields: Fields, L: int) -> Sequence[Mask]:
    every = patterns.pattern_length(fields, 4)
    return patterns.mostly_sliding_masks(fields, L, every, window=4096)


cohere = Decoder(
    L=40,
    d=8192,
    n=64,
    f=22_528,
    vocab=256_000,
    tied=True,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    qk_norm="whole",
    qk_norm_if=Key("use_qk_norm", null=False),
    norms=1,
)

cohere2 = replace(
    cohere,
    qk_norm=None,
    masks=_mostly_sliding,
)

cohere_compass_text = replace(
    cohere,
    qk_norm=None,
    masks=patterns.full_where(lambda i, L: True, window=4096),
    ignores=("pooling",),
)


class Cohere2Moe(Decoder):
    """A family whose dense layers have a width of their own."""

    def dense(self, fields: Fields, d: int) -> Dense:
        own = fields.optional_integer("prefix_dense_intermediate_size", default=None)
        return Dense(ffn_size=own) if own else super().dense(fields, d)


def _lead(fields: Fields, L: int) -> int:
    return fields.integer("first_k_dense_replace", default=0, minimum=0, maximum=L)


def _masks(fields: Fields, L: int) -> Sequence[Mask]:
    """Two patterns, of the leading layers and of the others, which count from their own start."""
    names = ("prefix_dense_sliding_window_pattern", "sliding_window_pattern")
    pattern = [patterns.FULL_ATTENTION] * L
    if fields.has("layer_types"):
        fields.ignore(*names)
    else:
        lead = _lead(fields, L)
        steps = fields.integer(names[0], default=1), fields.integer(names[1], default=4)
        places = [(i, steps[0]) for i in range(lead)] + [(i, steps[1]) for i in range(L - lead)]
        pattern = [
            patterns.SLIDING_ATTENTION if (i + 1) % step else patterns.FULL_ATTENTION
            for i, step in places
        ]
    window = fields.optional_integer("sliding_window", default=4096)
    return patterns.masks_by_layer_type(fields, pattern, window)


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    return patterns.moe_by_mlp_layer_types(fields, L, 0)


cohere2_moe = Cohere2Moe(
    L=cohere.L,
    d=cohere.d,
    n=cohere.n,
    h=128,
    f=cohere.f,
    vocab=cohere.vocab,
    tied=True,
    qkv_bias=cohere.qkv_bias,
    output_bias=cohere.output_bias,
    norms=1,
    masks=_masks,
    moe=Mixture(
        experts=8,
        k=2,
        f=cohere.f or 0,
        names=("num_experts",),
        f_names=("intermediate_size",),
        shared_names=("num_shared_experts",),
        sparse=_sparse,
    ),
    ignores=(
        *("shared_expert_combination_strategy", "expert_selection_fn"),
        "prefix_dense_intermediate_size",
    ),
)
