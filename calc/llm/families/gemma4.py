"""Gemma 4. Full layers differ from sliding ones in more than the mask: they have `global_head_dim`
and `num_global_key_value_heads`, and with `attention_k_eq_v` no value projection. The last layer
is always full.

The last `num_kv_shared_layers` layers reuse the cache of an earlier layer of their kind; with
`use_double_wide_mlp` their feed-forward block is twice as wide. Every layer has an embedding of its
own (`hidden_size_per_layer_input`, 0 for none). With `enable_moe_block` every layer has a mixture
of experts in parallel with the dense block, and three more norms. `per_layer_config`, which newer
versions write, has the sizes of each layer. `gemma4` nests the text model in `text_config`. The
text model of Gemma 4 Unified has neither embeddings of layers nor experts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture, PerLayerInput
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.wrapper import Wrapper
from calc.llm.masks import FULL, Sliding
from calc.llm.vision import gemma4 as vision

type Sizes = tuple[int, int]
"""Head width, and number of key and value heads."""

type FeedForward = tuple[tuple[Block, ...], tuple[Block, ...]]
"""The blocks after attention: in layers with their own cache, and in layers that reuse one."""


gemma4 = Wrapper(
    text="gemma4_text",
    fixed=True,
    tied="outside, by default",
    vision=vision.read,
    parts=(),
)


def gemma4_text(fields: Fields) -> Architecture:
    feed_forward = _feed_forward(fields)
    p = fields.integer("hidden_size_per_layer_input", default=256, minimum=0)
    rows = fields.integer("vocab_size_per_layer_input", default=262_144)
    norms = 4 + bool(p) + 3 * (len(feed_forward[0]) - 1)
    model = _text(fields, feed_forward, norms, window=512)
    return replace(model, per_layer_input=PerLayerInput(size=p, vocab_size=rows) if p else None)


def gemma4_unified_text(fields: Fields) -> Architecture:
    return _text(fields, _dense(fields), 4, window=1024)


def _text(fields: Fields, feed_forward: FeedForward, norms: int, *, window: int) -> Architecture:
    L, d = common.num_layers(fields, 30), common.hidden_size(fields, 2304)
    types = _types(fields, L)
    shared = fields.integer("num_kv_shared_layers", default=0, minimum=0)
    own = L - shared
    if own < 1 or set(types[:own]) != set(types):
        raise fields.error(
            "num_kv_shared_layers",
            f"with {shared} of {L} layers, a layer finds none of its kind to share with; use "
            "fewer.",
        )
    plain, wide = feed_forward
    made: dict[tuple[str, bool, Sizes], Attention] = {}
    layers: list[tuple[Block, ...]] = []
    for i, (kind, sizes) in enumerate(zip(types, _sizes(fields, types), strict=True)):
        reuses = i >= own
        key = (kind, reuses, sizes)
        if key not in made:
            made[key] = _attention(fields, kind, sizes, reuses=reuses, window=window)
        layers.append((made[key], *(wide if reuses else plain)))
    stack = common.layer_stack(layers, norms=norms)
    return common.architecture(fields, d, stack, vocab=262_144, tied=True)


def _types(fields: Fields, L: int) -> list[str]:
    bidirectional = fields.get("use_bidirectional_attention")
    if bidirectional not in (None, "vision"):
        raise fields.error("use_bidirectional_attention", 'it must be null or "vision" here.')
    sliding, full = patterns.SLIDING_ATTENTION, patterns.FULL_ATTENTION
    pattern = [sliding if (i + 1) % 6 else full for i in range(L)]
    fields.assume("layer_types", pattern)
    return [*patterns.layer_types(fields, pattern, (sliding, full))[: L - 1], full]


def _dense(fields: Fields) -> FeedForward:
    dense = Dense(ffn_size=fields.integer("intermediate_size", default=9216))
    wide = dense
    if fields.flag("use_double_wide_mlp", default=False):
        wide = replace(dense, ffn_size=2 * dense.ffn_size)
    return (dense,), (wide,)


def _feed_forward(fields: Fields) -> FeedForward:
    """With experts if the config has them."""
    (dense,), (wide,) = _dense(fields)
    if not fields.flag("enable_moe_block", default=False):
        fields.ignore("num_experts", "top_k_experts", "moe_intermediate_size")
        return (dense,), (wide,)
    E = fields.integer("num_experts")
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "top_k_experts", default=None, experts=E),
        expert_ffn_size=fields.integer("moe_intermediate_size"),
        router_vectors=1,
        router_channel_scale=True,
    )
    return (dense, moe), (wide, moe)


def _sizes(fields: Fields, types: Sequence[str]) -> list[Sizes]:
    """The sizes of each layer. A `per_layer_config` replaces `global_head_dim` and the like."""
    h = fields.integer("head_dim", default=256)
    k = fields.integer("num_key_value_heads", default=4)
    overrides = fields.get("per_layer_config")
    if overrides is None:
        h_full = fields.integer("global_head_dim", default=512)
        k_full = fields.optional_integer("num_global_key_value_heads", default=None)
        if k_full is None or not fields.flag("attention_k_eq_v", default=False):
            k_full = k
        return [(h_full, k_full) if t == patterns.FULL_ATTENTION else (h, k) for t in types]
    sizes = [(h, k)] * len(types)
    layers = fields.nested("per_layer_config")
    for name, values in layers.values.items():
        if not name.isdecimal() or len(name) > 5 or int(name) >= len(types):
            raise layers.error(name, f"there is no such layer; use 0 to {len(types) - 1}.")
        if not isinstance(values, Mapping) or set(values) - {"head_dim", "num_key_value_heads"}:
            raise layers.error(name, "only head_dim and num_key_value_heads are read by layer.")
        layer = layers.nested(name)
        sizes[int(name)] = (
            layer.integer("head_dim", default=h),
            layer.integer("num_key_value_heads", default=k),
        )
    return sizes


def _attention(fields: Fields, kind: str, sizes: Sizes, *, reuses: bool, window: int) -> Attention:
    full, (h, k) = kind == patterns.FULL_ATTENTION, sizes
    n = fields.integer("num_attention_heads", default=8)
    common.check_heads(fields, "num_key_value_heads", n, k)
    bias = fields.flag("attention_bias", default=False)
    window = fields.integer("sliding_window", default=window)
    return Attention(
        num_attention_heads=n,
        num_key_value_heads=k,
        head_dim=h,
        mask=FULL if full else Sliding(window=window),
        qkv_bias=bias,
        output_bias=bias,
        norm_parameters=h if reuses else 2 * h,
        values_are_keys=full and fields.flag("attention_k_eq_v", default=False),
        reuses_cache=reuses,
    )
