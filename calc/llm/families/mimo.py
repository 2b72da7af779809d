"""MiMo V2 Flash: values are narrower than keys (`v_head_dim`); layers that slide have twice as many
key and value heads, and sinks. Without `layer_types`, the first and every sixth layer have full
attention. The first layer is dense, or those that `mlp_layer_types` says; no expert is shared.

The keys with which the checkpoint says the same in its own words must agree with that: `swa_…`,
`hybrid_layer_pattern`, `moe_layer_freq`, and `sliding_window_size`, which does not count the token
itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from calc.llm.blocks import Block
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.decoder import Decoder, Key, Mixture
from calc.llm.masks import Sliding


@dataclass(frozen=True, kw_only=True)
class _MiMo(Decoder):
    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        v = fields.integer("v_head_dim", default=128)
        full = replace(self.attention(fields, d), value_head_dim=v)
        pattern = [
            patterns.SLIDING_ATTENTION if i and (i + 1) % 6 else patterns.FULL_ATTENTION
            for i in range(L)
        ]
        fields.assume("layer_types", pattern)
        known = patterns.FULL_ATTENTION, patterns.SLIDING_ATTENTION
        slides = [kind == known[1] for kind in patterns.layer_types(fields, pattern, known)]
        n, k = full.num_attention_heads, 2 * full.num_key_value_heads
        if any(slides):
            common.check_heads(fields, "num_key_value_heads", n, k)
        mask = Sliding(window=self._window(fields))
        sliding = replace(full, num_key_value_heads=k, mask=mask, sinks=True)
        same = "the class takes it from another key"
        for key, value in {
            "swa_num_attention_heads": n,
            "swa_num_key_value_heads": k,
            "swa_head_dim": full.head_dim,
            "swa_v_head_dim": v,
            "add_swa_attention_sink_bias": True,
            "add_full_attention_sink_bias": False,
            "hybrid_layer_pattern": [int(slide) for slide in slides],
        }.items():
            fields.require(key, value, same)
        return [sliding if slide else full for slide in slides]

    def _window(self, fields: Fields) -> int:
        if fields.has("sliding_window_size"):
            fields.ignore("sliding_window")
            return fields.integer("sliding_window_size") + 1
        return fields.integer("sliding_window", default=129)

    def feedforwards(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        blocks = super().feedforwards(fields, d, L)
        sparse = [int("router" in block.matmul_weights(d)) for block in blocks]
        fields.require("moe_layer_freq", sparse, "the class reads mlp_layer_types")
        return blocks


mimo_v2_flash = _MiMo(
    L=48,
    d=4096,
    n=64,
    k=4,
    h=192,
    f=16_384,
    nulls=False,
    vocab=152_576,
    qkv_bias=Key("attention_bias"),
    moe=Mixture(
        experts=256,
        required=True,
        k=8,
        f=2048,
        names=("n_routed_experts", "num_local_experts"),
        sparse=patterns.sparse_from(1),
    ),
)
