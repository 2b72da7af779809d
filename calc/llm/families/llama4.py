"""Llama 4. `intermediate_size` is the width of a routed expert and of the one shared expert,
`intermediate_size_mlp` the width of a dense block.

Every `interleave_moe_layer_step`-th layer is MoE, or the layers of `moe_layers`. Every
`no_rope_layer_interval`-th layer has full attention and no rotary positions (a 0 in
`no_rope_layers`); the others attend within chunks. Query and key norms have no weights. `llama4`
nests the text model in `text_config` and has a vision tower.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks.feedforward import Dense, MoE
from calc.llm.config_fields import Fields
from calc.llm.families import common, patterns
from calc.llm.families.wrapper import Wrapper
from calc.llm.masks import FULL, Chunked
from calc.llm.vision import llama4 as vision

CHUNKED_ATTENTION = "chunked_attention"


llama4 = Wrapper(
    text="llama4_text",
    fixed=True,
    tied="inside",
    vision=vision.read,
)


def llama4_text(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 48), common.hidden_size(fields, 5120)
    normed = fields.get("use_qk_norm") is not False  # the norms have no weights
    attention = common.biased_attention(fields, d, n=40, k=8, h=128)
    E = fields.integer("num_local_experts", default=16)
    moe = MoE(
        routed_experts=E,
        top_k=common.top_k(fields, "num_experts_per_tok", default=1, experts=E),
        expert_ffn_size=fields.integer("intermediate_size", default=8192),
        shared_experts=1,
    )
    dense = Dense(ffn_size=fields.integer("intermediate_size_mlp", default=16_384))
    step = fields.integer("interleave_moe_layer_step", default=1)
    moe_layers = fields.layer_numbers("moe_layers", L)
    sparse = set(range(step - 1, L, step) if moe_layers is None else moe_layers)
    local = _local(fields, L)
    attentions = {False: attention, True: attention}
    if any(local):
        chunk = fields.optional_integer("attention_chunk_size", default=8192)
        mask = FULL if chunk is None else Chunked(chunk=chunk)
        attentions[True] = replace(attention, mask=mask, unweighted_norms=normed)
    layers = common.layer_stack(
        (attentions[is_local], moe if i in sparse else dense) for i, is_local in enumerate(local)
    )
    return common.architecture(fields, d, layers, vocab=202_048)


def _local(fields: Fields, L: int) -> list[bool]:
    """Which layers attend within chunks: by default those with rotary positions."""
    interval = fields.integer("no_rope_layer_interval", default=4)
    rope = fields.sequence("no_rope_layers") or [int((i + 1) % interval != 0) for i in range(L)]
    if len(rope) != L or any(type(has) is not int or has not in (0, 1) for has in rope):
        raise fields.error("no_rope_layers", f"it must hold a 0 or a 1 for each of {L} layers.")
    pattern = [CHUNKED_ATTENTION if has else patterns.FULL_ATTENTION for has in rope]
    types = patterns.layer_types(fields, pattern, (patterns.FULL_ATTENTION, CHUNKED_ATTENTION))
    return [kind == CHUNKED_ATTENTION for kind in types]
