"""Llama-Nemotron Super and Ultra, Nemotron 51B (`nemotron-nas`): a Llama of which a search has
changed each layer, as `block_configs` says.

    attention   n_heads_in_group   query heads for each key and value head
    ffn         ffn_mult m         a width of 2 m d / 3, rounded up to a multiple of 256

`no_op` leaves a block out, with its norm; `replace_with_linear` puts a matrix of d² in its place.
Source: modeling_decilm.py, which comes with the checkpoints,
https://huggingface.co/nvidia/Llama-3_3-Nemotron-Super-49B-v1
"""

from collections.abc import Mapping
from dataclasses import replace

from calc.llm.architecture import Architecture
from calc.llm.blocks import Block
from calc.llm.blocks.attention import Attention
from calc.llm.blocks.feedforward import Dense
from calc.llm.blocks.weights import Weights
from calc.llm.config_fields import Fields
from calc.llm.families import common
from calc.llm.families.decoder import Key, on
from calc.llm.layer import Layer

ROUNDED_TO = 256
UNUSED = ("num_sink_tokens", "sparsify", "unshifted_sink", "use_prefill_window_in_sink_attention")
"""Settings of a block that change no size."""


def nemotron_nas(fields: Fields) -> Architecture:
    L, d = common.num_layers(fields, 80), common.hidden_size(fields, 8192)
    fields.ignore("num_key_value_heads", "intermediate_size", "pretraining_tp")
    n = fields.integer("num_attention_heads", default=64)
    bias = on(Key("attention_bias"), fields)
    heads = Attention(
        num_attention_heads=n,
        num_key_value_heads=n,
        head_dim=common.whole_head_dim(fields, d, n),
        qkv_bias=bias,
        output_bias=bias,
    )
    dense = Dense(ffn_size=d, bias=on(Key("mlp_bias"), fields))
    configs = fields.sequence("block_configs")
    if configs is None or len(configs) != L:
        raise fields.error("block_configs", f"it must be a list with the blocks of {L} layers.")
    made: dict[tuple[Block, ...], Layer] = {}
    layers = []
    for i, config in enumerate(configs):
        name = f"block_configs.{i}"
        if not isinstance(config, Mapping):
            raise fields.error(name, "it must be an object with attention and ffn.")
        layer = Fields(config, f"{fields.path}{name}.", fields.reading)
        blocks = (*_attention(layer, d, heads), *_feedforward(layer, d, dense))
        layers.append(made.setdefault(blocks, Layer(blocks=blocks, norms=len(blocks))))
    return common.architecture(fields, d, tuple(layers), vocab=128_256)


def _attention(layer: Fields, d: int, heads: Attention) -> tuple[Block, ...]:
    block = layer.nested("attention")
    block.ignore(*UNUSED)
    block.require("window_length", None, "windows are not counted in this family")
    instead = _instead(block, "attention", d, bias=heads.qkv_bias)
    if instead is not None:
        block.ignore("n_heads_in_group")
        return instead
    group, n = block.integer("n_heads_in_group"), heads.num_attention_heads
    if n % group:
        raise block.error("n_heads_in_group", f"{group} does not divide {n} heads.")
    return (replace(heads, num_key_value_heads=n // group),)


def _feedforward(layer: Fields, d: int, dense: Dense) -> tuple[Block, ...]:
    block = layer.nested("ffn")
    block.ignore(*UNUSED)
    instead = _instead(block, "dense_ffn", d, bias=False)
    if instead is not None:
        block.ignore("ffn_mult")
        return instead
    if not block.has("ffn_mult"):
        raise block.error("ffn_mult", "it is missing; add a number.")
    width = int(2 * block.number("ffn_mult", default=1, maximum=1000) * d / 3)
    return (replace(dense, ffn_size=-(-width // ROUNDED_TO) * ROUNDED_TO),)


def _instead(block: Fields, component: str, d: int, *, bias: bool) -> tuple[Block, ...] | None:
    """What is in place of a block: nothing, or a matrix; None if the block is there."""
    left_out = block.flag("no_op", default=False)
    matrix = block.flag("replace_with_linear", default=False)
    if left_out:
        return ()
    if matrix:
        return (Weights(component=component, size=d * d + d * bias, products=d * d),)
    return None
