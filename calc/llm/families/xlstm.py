"""xLSTM 7B: every layer is an mLSTM and a gated feed-forward block.

Widths are factors of the hidden size: `qk_dim_factor`, `v_dim_factor`, and `ffn_proj_factor`, which
is rounded up to a multiple of `ffn_round_up_to_multiple_of`. With `use_bias` norms have a shift,
too, but for the last one. The head is never tied.
"""

from dataclasses import replace

from calc.llm.architecture import Architecture, Extra
from calc.llm.blocks.feedforward import Dense
from calc.llm.blocks.recurrent import MatrixLstm
from calc.llm.config_fields import MAX_LAYERS, Fields
from calc.llm.families import common

KERNELS = (
    "norm_reduction_force_float32",
    "chunkwise_kernel",
    "sequence_kernel",
    "step_kernel",
    "mode",
    "return_last_states",
    "autocast_kernel_dtype",
    "inference_state_dtype",
    "gate_soft_cap",
    "output_logit_soft_cap",
    "max_inference_chunksize",
    "add_out_norm",
    "weight_mode",
)
"""Which operations run, in which precision; with "fused" weights, two matrices are one."""


def xlstm(fields: Fields) -> Architecture:
    # A config with `num_blocks` only has so many layers, as the class builds these.
    L = fields.integer("num_blocks", "num_hidden_layers", default=32, null=32, maximum=MAX_LAYERS)
    d = common.hidden_size(fields, 4096)
    if fields.has("embedding_dim"):
        fields.require("embedding_dim", d, "it is the hidden_size")
    n = fields.integer("num_heads", default=8)
    bias = fields.flag("use_bias", default=False)
    fields.ignore(*KERNELS)
    fields.require("tie_word_embeddings", False, "this family has a head of its own")
    block = MatrixLstm(
        num_heads=n,
        query_key_width=_width(fields, "qk_dim_factor", 0.5, d, n),
        value_width=_width(fields, "v_dim_factor", 1.0, d, n),
        bias=bias,
    )
    f = d * fields.number("ffn_proj_factor", default=2.667)
    multiple = fields.integer("ffn_round_up_to_multiple_of", default=64)
    dense = Dense(ffn_size=int((f + multiple - 1) // multiple * multiple), bias=bias)
    layers = common.layer_stack([(block, dense)] * L, norms=2)
    model = common.architecture(fields, d, layers, vocab=50_304)
    shifts = Extra(component="norm_shifts", parameters=2 * d * L * bias)
    return replace(model, extras=(shifts,) if bias else ())


def _width(fields: Fields, name: str, default: float, d: int, n: int) -> int:
    """A factor of the hidden size, rounded down; the heads must divide it."""
    width = int(d * fields.number(name, default=default))
    if width < n or width % n:
        raise fields.error(name, f"{n} heads do not divide the width {width}; use a multiple.")
    return width
