"""dots3.note: DeepSeek's latent attention, a gate for each head and a norm of the position key.

Layers that are "indexed_attention" have V3.2's indexer, as have those that are "full_attention"
unless `use_dsa` is false. Layers that slide have sizes of their own, in `per_layer_config` or, in
released configs, in keys that begin with `swa_`. Shared experts may have another width.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from calc.llm.blocks import Block
from calc.llm.blocks.latent import LatentAttention
from calc.llm.config_fields import Fields
from calc.llm.families.decoder import DEEPSEEK_EXPERTS
from calc.llm.families.deepseek_v32 import read_indexer
from calc.llm.families.latent import LatentDecoder
from calc.llm.families.patterns import FULL_ATTENTION, SLIDING_ATTENTION
from calc.llm.masks import FULL, Mask, Selected, Sliding

INDEXED = "indexed_attention"

SLIDING_SIZES = {
    "num_attention_heads": 64,
    "q_lora_rank": 1024,
    "kv_lora_rank": 1024,
    "qk_nope_head_dim": 192,
    "v_head_dim": 128,
}
"""Of layers that slide."""

NO_SIZES = ("num_key_value_heads", "head_dim")
"""Keys of a layer that have no influence on sizes."""


@dataclass(frozen=True, kw_only=True)
class _Dots(LatentDecoder):
    def attentions(self, fields: Fields, d: int, L: int) -> Sequence[Block]:
        kinds = _kinds(fields, L)
        indexer = read_indexer(fields, 64)
        masks: dict[str, Mask] = {
            INDEXED: Selected(top=fields.integer("index_topk", default=2048)),
            SLIDING_ATTENTION: Sliding(window=_window(fields)),
            FULL_ATTENTION: FULL,
        }
        made: dict[LatentAttention, LatentAttention] = {}
        blocks = []
        for kind, block in zip(kinds, self._sizes(fields, d, kinds), strict=True):
            n, r = block.num_attention_heads, block.qk_rope_head_dim
            own = indexer if kind == INDEXED else None
            whole = replace(block, mask=masks[kind], indexer=own, gate_width=n, more_parameters=r)
            blocks.append(made.setdefault(whole, whole))
        return blocks

    def _sizes(self, fields: Fields, d: int, kinds: Sequence[str]) -> list[LatentAttention]:
        """Attention of the sizes of each layer."""
        own = self.latent(fields, d)
        swa = [f"swa_{name}" for name in (*SLIDING_SIZES, *NO_SIZES, "qk_rope_head_dim")]
        if "per_layer_config" not in fields.values:
            sliding = _sliding(fields) if SLIDING_ATTENTION in kinds else own
            fields.ignore(*swa)
            return [sliding if kind == SLIDING_ATTENTION else own for kind in kinds]
        fields.ignore(*swa)
        sizes = [own] * len(kinds)
        layers = fields.nested("per_layer_config")
        for name, values in layers.values.items():
            if not name.isdecimal() or len(name) > 5 or int(name) >= len(kinds):
                raise layers.error(name, f"there is no such layer; use 0 to {len(kinds) - 1}.")
            known = {*SLIDING_SIZES, *NO_SIZES, "qk_rope_head_dim"}
            if not isinstance(values, Mapping) or set(values) - known:
                raise layers.error(name, "only sizes of attention are read by layer.")
            layer = layers.nested(name)
            layer.ignore(*NO_SIZES)
            given: dict[str, Any] = {
                key: layer.integer(key) for key in values if key not in NO_SIZES
            }
            sizes[int(name)] = replace(own, **given)
        return sizes


def _sliding(fields: Fields) -> LatentAttention:
    """The attention of layers that slide, by keys of their own."""
    sizes: dict[str, Any] = {
        name: fields.integer(f"swa_{name}", default=n) for name, n in SLIDING_SIZES.items()
    }
    position = fields.integer("swa_head_dim", default=256) - sizes["qk_nope_head_dim"]
    r = fields.integer("swa_qk_rope_head_dim", default=max(position, 0), minimum=0)
    return LatentAttention(**sizes, qk_rope_head_dim=r)


def _window(fields: Fields) -> int:
    """`sliding_window`, or its name in released configs."""
    window = fields.optional_integer("sliding_window", default=None)
    if window is None:
        return fields.integer("sliding_window_size", default=512)
    fields.ignore("sliding_window_size")
    return window


def _kinds(fields: Fields, L: int) -> Sequence[str]:
    """The kind of each layer."""
    indexes = fields.get("use_dsa")
    if indexes is None and "per_layer_config" not in fields.values:
        indexes = True
    if not isinstance(indexes, bool | None):
        raise fields.error("use_dsa", "it must be true or false.")
    known = (INDEXED, SLIDING_ATTENTION, FULL_ATTENTION)
    kinds = fields.choices("layer_types", known, L)
    if kinds is None:
        slides = fields.flag("use_sliding_window", default=True)
        kinds = [
            INDEXED if not slides or i < 2 or i % 4 == 1 else SLIDING_ATTENTION for i in range(L)
        ]
        fields.assume("layer_types", kinds)
    fields.ignore("use_sliding_window")
    if indexes is None:
        return kinds
    old, new = (FULL_ATTENTION, INDEXED) if indexes else (INDEXED, FULL_ATTENTION)
    return [new if kind == old else kind for kind in kinds]


def _sparse(fields: Fields, L: int) -> Sequence[bool]:
    """Which layers are MoE."""
    types = fields.choices("mlp_layer_types", ("dense", "sparse"), L)
    keys = ("first_k_dense_replace", "moe_layer_freq")
    if types is not None:
        fields.ignore(*keys)
        return [kind == "sparse" for kind in types]
    lead = fields.integer(keys[0], default=1, minimum=0)
    every = fields.get(keys[1])
    if isinstance(every, list | tuple):
        if len(every) != L:
            raise fields.error(keys[1], f"it has {len(every)} numbers for {L} layers.")
        return [i >= lead and bool(one) for i, one in enumerate(every)]
    step = fields.integer(keys[1], default=1)
    return [i >= lead and i % step == 0 for i in range(L)]


dots3_note_text = _Dots(
    L=46,
    d=5120,
    n=128,
    q=1024,
    q_null=False,
    f=13_824,
    vocab=152_064,
    moe=replace(
        DEEPSEEK_EXPERTS,
        required=True,
        f=1536,
        shared_f=1536,
        shared_f_names=(
            "moe_shared_expert_intermediate_size",
            "shared_experts_intermediate_size",
        ),
        sparse=_sparse,
    ),
    ignores=("mlp_bias",),
)
