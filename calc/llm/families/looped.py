"""Families whose layers run several times, each time with a cache of their own: Dory and HRM-Text.

Dory is an nGPT: its norms have no weights, but attention has two vectors over the width of all
heads, the dense block two over its own width, the layer two over the hidden size, and the head one
over the vocabulary. The layers between the first `n_input_layers` and the last `n_output_layers`
run `n_recurrent_loops` times; with `recurrent_kv_cache_mode` "last_loop" only the last time is
cached. Released configs list attention and "mlp" as layers of their own; all numbers of layers are
then twice as high.

HRM-Text has two stacks of `num_layers_per_stack` layers: `H_cycles` times, the low one runs
`L_cycles` times, then the high one once. `num_hidden_layers` is the number of caches, or, without
the other key, that of the layers of a stack.
"""

from collections.abc import Sequence
from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks import Block
from calc.llm.blocks.weights import Again
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common, patterns
from calc.llm.families.decoder import Decoder, Key
from calc.llm.masks import Sliding

MAX_LOOPS = 100
"""Limit of the times that a layer runs."""


def looped(blocks: tuple[Block, ...], passes: int, *, cached: bool = True) -> tuple[Block, ...]:
    """The blocks of a layer that runs so many times; `cached` says whether each pass is cached, or
    one only.
    """
    return blocks + tuple(Again(block=block, cached=cached) for block in blocks) * (passes - 1)


_dory = Decoder(
    L=36,
    d=2560,
    n=16,
    k=4,
    h=256,
    f=7168,
    nulls=False,
    vocab=131_072,
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    output_gate=True,
    gate_bias=False,
    mlp_bias=Key("mlp_bias"),
)


def dory(fields: Fields) -> Architecture:
    fields.ignore("ngpt_alpha_init")
    d, vocab = common.hidden_size(fields, _dory.d), _dory.vocab
    attention, dense = _dory.attention(fields, d), _dory.dense(fields, d)
    scales = 2 * attention.num_attention_heads * attention.head_dim
    attention = replace(attention, norm_parameters=scales)
    dense = replace(dense, more_parameters=2 * dense.ffn_size)
    sliding = Sliding(window=fields.integer("sliding_window", default=1024))
    blocks: dict[str, tuple[Block, ...]] = {
        patterns.FULL_ATTENTION: (attention, dense),
        patterns.SLIDING_ATTENTION: (replace(attention, mask=sliding), dense),
    }
    kinds, first, last = _dory_kinds(fields)
    passes = fields.integer("n_recurrent_loops", default=2, maximum=MAX_LOOPS)
    mode = "recurrent_kv_cache_mode"
    cached = fields.get(mode) != "last_loop"
    if cached:
        fields.require(mode, "per_loop", 'the other word is "last_loop"')
    again = {kind: looped(some, passes, cached=cached) for kind, some in blocks.items()}
    layers = [
        (again if first <= i < len(kinds) - last else blocks)[kind] for i, kind in enumerate(kinds)
    ]
    stack = common.layer_stack(layers, norms=2)
    model = common.architecture(fields, d, stack, vocab=vocab, head_bias=True)
    return replace(model, final_norm=False)


def _dory_kinds(fields: Fields) -> tuple[Sequence[str], int, int]:
    """The kind of each layer, and how many layers before and after the loop run once."""
    known = (patterns.FULL_ATTENTION, patterns.SLIDING_ATTENTION)
    pairs = "mlp" in (fields.sequence("layer_types") or ())

    def number(name: str, default: int, least: int = 0) -> int:
        given = fields.integer(name, default=default, minimum=least, maximum=2 * MAX_LAYERS)
        return given // 2 if pairs else given

    L = number("num_hidden_layers", _dory.L, 2 if pairs else 1)
    first, last = number("n_input_layers", 8), number("n_output_layers", 8)
    looping = L - first - last
    given = fields.optional_integer("n_recurrent_layers", default=None, minimum=0)
    if looping < 0 or (given is not None and given // (2 if pairs else 1) != looping):
        raise fields.error("num_hidden_layers", "its parts, n_…_layers, do not sum to it.")
    if not pairs:
        pattern = [known[(i + 1) % 4 > 0] for i in range(L)]
        fields.assume("layer_types", pattern)
        return patterns.layer_types(fields, pattern, known), first, last
    words = fields.choices("layer_types", (*known, "mlp"), 2 * L) or ()
    if set(words[1::2]) != {"mlp"} or "mlp" in words[::2]:
        raise fields.error("layer_types", 'attention and "mlp" must take turns.')
    return words[::2], first, last


_hrm_text = Decoder(
    L=16,
    d=1536,
    n=12,
    h=128,
    f=4096,
    nulls=False,
    vocab=151_808,
    names={"num_key_value_heads": ()},
    qkv_bias=Key("attention_bias"),
    output_bias=Key("attention_bias"),
    output_gate=True,
    mlp_bias=Key("mlp_bias"),
)


def hrm_text(fields: Fields) -> Architecture:
    fields.ignore("L_bp_cycles", "embedding_scale", "prefix_lm")
    d = common.hidden_size(fields, _hrm_text.d)
    high = fields.integer("H_cycles", default=2, maximum=MAX_LOOPS)
    low = fields.integer("L_cycles", default=3, maximum=MAX_LOOPS)
    L = fields.optional_integer("num_layers_per_stack", default=None, maximum=MAX_LAYERS)
    if L is None:
        L = fields.integer("num_hidden_layers", default=_hrm_text.L, maximum=MAX_LAYERS)
    else:
        caches = L * high * (low + 1)
        fields.require("num_hidden_layers", caches, f"{L} layers per stack have {caches} caches")
    blocks = (_hrm_text.attention(fields, d), _hrm_text.dense(fields, d))
    stacks = [looped(blocks, high * low)] * L + [looped(blocks, high)] * L
    model = common.architecture(
        fields, d, common.layer_stack(stacks), vocab=_hrm_text.vocab, norm_vectors=0
    )
    return replace(model, extras=(Extra(component="initial_state", parameters=d),))
