"""RecurrentGemma (Griffin): two of three layers are a gated linear recurrence, the third is
attention to a window of `attention_window_size`.

`block_types` says the pattern, which repeats. `intermediate_size` is the width of gate and input
together, so half of it counts. All matrices have biases but those of queries, keys and values.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.blocks.feedforward import Dense
from calc.llm.blocks.recurrent import RgLru
from calc.llm.config_fields import Fields
from calc.llm.errors import describe
from calc.llm.families.decoder import Key
from calc.llm.families.hybrid import LINEAR, Hybrid, periodic
from calc.llm.families.mamba import no_layer_types
from calc.llm.families.patterns import SLIDING_ATTENTION

KINDS = {"recurrent": LINEAR, "attention": SLIDING_ATTENTION}
REPEATS = 100
"""How often the class repeats the pattern at most."""


def _pattern(fields: Fields, L: int) -> Sequence[str]:
    no_layer_types(fields, "layer_types", "layers_block_type")
    default = ["recurrent", "recurrent", "attention"]
    fields.assume("block_types", default)
    words = fields.sequence("block_types") if "block_types" in fields.values else default
    for word in words or ():
        if word not in KINDS:
            raise fields.error(
                "block_types", f'{describe(word)} will not do; "recurrent" or "attention" would.'
            )
    if not words or len(words) * REPEATS < L:
        raise fields.error("block_types", f"it needs at least {-(-L // REPEATS)} words.")
    return periodic(L, [KINDS[str(word)] for word in words])


def _rg_lru(fields: Fields, d: int) -> RgLru:
    W = fields.optional_integer("lru_width", default=d) or d
    n = fields.integer("num_attention_heads", default=10)
    if W % n:
        raise fields.error("lru_width", f"{n} heads do not divide {W}; use a multiple of {n}.")
    return RgLru(width=W, num_heads=n, conv_kernel=fields.integer("conv1d_width", default=4))


class _RecurrentGemma(Hybrid):
    """Half of the feed-forward width is the gate's."""

    def dense(self, fields: Fields, d: int) -> Dense:
        dense = super().dense(fields, d)
        if dense.ffn_size < 2:
            raise fields.error("intermediate_size", "half of it counts; use at least 2.")
        return replace(dense, ffn_size=dense.ffn_size // 2)


recurrent_gemma = _RecurrentGemma(
    L=26,
    d=2560,
    n=10,
    f=7680,
    vocab=256_000,
    tied=True,
    names={"sliding_window": ("attention_window_size", "sliding_window")},
    qkv_bias=Key("attention_bias"),
    output_bias=True,
    mlp_bias=True,
    window=2048,
    pattern=_pattern,
    mixers={LINEAR: _rg_lru},
    ignores=("w_init_variance_scale", "final_w_init_variance_scale"),
)
