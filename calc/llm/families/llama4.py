"""Llama 4. `intermediate_size` is the width of an expert and of the one shared expert,
`intermediate_size_mlp` that of a dense layer.

An MoE stands in every `interleave_moe_layer_step`-th layer, or where `moe_layers` says. Every
`no_rope_layer_interval`-th layer attends to everything, the others within chunks; in
`no_rope_layers` such a layer is a 0. Query and key norms have no weights. The top level nests the
text model in `text_config`, and has a vision tower and a linear projector.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.families import common
from calc.llm.fields import Fields
from calc.llm.masks import FULL, Chunked
from calc.llm.vision.llama4 import Llama4Vision

CHUNKED_ATTENTION = "chunked_attention"


def llama4(fields: Fields) -> Architecture:
    text = llama4_text(common.text_of(fields, "llama4_text"))
    return replace(text, vision=_vision(fields.inner("vision_config")))


def llama4_text(fields: Fields) -> Architecture:
    L, d = common.depth(fields, 48), common.width(fields, 5120)
    bias = fields.flag("attention_bias", default=False)
    attention = replace(common.heads(fields, d, n=40, k=8, h=128), qkv_bias=bias, output_bias=bias)
    E = fields.count("num_local_experts", default=16)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=1, experts=E),
        expert_ffn_size=fields.count("intermediate_size", default=8192),
        shared_experts=1,
    )
    dense = Dense(ffn_size=fields.count("intermediate_size_mlp", default=16_384))
    step = fields.count("interleave_moe_layer_step", default=1)
    places = fields.places("moe_layers", L)
    sparse = set(range(step - 1, L, step) if places is None else places)
    local = _local(fields, L)
    attentions = {False: attention, True: attention}
    if any(local):
        chunk = fields.optional("attention_chunk_size", default=8192)
        mask = FULL if chunk is None else Chunked(chunk=chunk)
        attentions[True] = replace(attention, mask=mask)
    layers = common.stacked(
        (attentions[is_local], moe if i in sparse else dense) for i, is_local in enumerate(local)
    )
    return common.model(fields, d, layers, vocab=202_048)


def _local(fields: Fields, L: int) -> list[bool]:
    """Which layers attend within chunks: those with rotary positions."""
    interval = fields.count("no_rope_layer_interval", default=4)
    rope = fields.sequence("no_rope_layers") or [int((i + 1) % interval != 0) for i in range(L)]
    if len(rope) != L or any(type(has) is not int or has not in (0, 1) for has in rope):
        raise fields.refuse("no_rope_layers", f"it must hold a 0 or a 1 for each of {L} layers.")
    pattern = [CHUNKED_ATTENTION if has else common.FULL_ATTENTION for has in rope]
    types = common.layer_types(fields, pattern, (common.FULL_ATTENTION, CHUNKED_ATTENTION))
    return [kind == CHUNKED_ATTENTION for kind in types]


def _vision(fields: Fields) -> Llama4Vision:
    w = fields.count("hidden_size", default=768)
    n = fields.count("num_attention_heads", default=16)
    return Llama4Vision(
        hidden_size=w,
        num_hidden_layers=common.depth(fields, 34),
        num_attention_heads=n,
        ffn_size=fields.count("intermediate_size", default=5632),
        image_size=fields.count("image_size", default=448),
        patch_size=fields.count("patch_size", default=14),
        num_channels=fields.count("num_channels", default=3),
        projector_input_dim=fields.count("projector_input_dim", default=4096),
        projector_output_dim=fields.count("projector_output_dim", default=4096),
        vision_output_dim=fields.count("vision_output_dim", default=7680),
    )
