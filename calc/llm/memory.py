"""Memory of a model in bytes: its weights, the KV cache of its sequences, and what training adds.

Weights, gradients, optimizer states and the cache are exact. What activations take depends on the
code that trains, so `activations` gives bounds.
"""

from typing import TYPE_CHECKING, Any

from calc.llm import parameters
from calc.llm.architecture import Announced, Model, require_architecture
from calc.llm.errors import describe
from calc.llm.units import Tokens
from calc.units import Bytes

if TYPE_CHECKING:
    from calc.llm.activations import Attending, Bounds, Recompute
    from calc.llm.adapters import Adapters


def weights(model: Model, bytes_per_parameter: float | None = None) -> Bytes:
    """All parameters of `parameters.total`, the experts that a token does not use included.

        N b,  rounded up to whole bytes

    Without b: as the checkpoint stores them, quantised if the config says so, else in the config's
    number format, else in BF16. `model.stored.format` names the format, `model.stored.assumption`
    says what the config leaves open. Modules for multi-token prediction and towers are not in it.
    Errors: without b, Unweighed (an Uncounted) for a quantised model whose bytes are not known
    here.
    """
    N = parameters.total(model)
    if bytes_per_parameter is not None:
        return _bytes(N * bytes_per_parameter)
    return 2 * N if isinstance(model, Announced) else model.stored.weights(model, N)


def kv_cache(
    model: Model, context: Tokens, sequences: int = 1, bytes_per_value: float = 2
) -> Bytes:
    """The cache of all sequences together, each with `context` tokens.

    Per layer and sequence, in values:

        attention          2 k h min(T, window)   with a window or chunk; else 2 k h T
        latent attention   (c + r) T
        state space        a constant

    The window includes the token being computed.
    Errors: Unpublished for an announced model; ValueError unless the context is an int ≥ 0.
    """
    return _bytes(kv_cache_elements(model, context) * sequences * bytes_per_value)


def kv_cache_unwindowed(
    model: Model, context: Tokens, sequences: int = 1, bytes_per_value: float = 2
) -> Bytes:
    """`kv_cache` of an engine that keeps every position in every layer: an upper bound."""
    model = require_architecture(model, "its KV cache")
    elements = sum(
        n * layer.cache_elements_unwindowed(_checked(context)) for layer, n in model.layer_counts
    )
    return _bytes(elements * sequences * bytes_per_value)


def kv_cache_elements(model: Model, context: Tokens) -> int:
    """Number of values in the cache of one sequence; see `kv_cache`."""
    model = require_architecture(model, "its KV cache")
    return sum(n * layer.cache_elements(_checked(context)) for layer, n in model.layer_counts)


def weights_in_training(model: Model, bytes_per_parameter: int = 2) -> Bytes:
    """As `weights`, but routers that work in FP32 (DeepSeek's) stay in it: N b + (4 − b) N_router.

    Source: transformers 5.24, models/deepseek_v3/modeling_deepseek_v3.py
    """
    N = parameters.total(model)
    if isinstance(model, Announced):
        return N * bytes_per_parameter
    d = model.hidden_size
    routers = sum(n * layer.float32_routers(d) for layer, n in model.layer_counts)
    return N * bytes_per_parameter + routers * (4 - bytes_per_parameter)


def gradients(model: Model, bytes_per_value: float = 2) -> Bytes:
    """One value for each trained parameter: N b. Many runs add them up in FP32, b = 4."""
    return _bytes(parameters.total(model) * bytes_per_value)


def optimizer_states(model: Model, optimizer: str = "adamw_fp32_master") -> Bytes:
    """What the optimizer keeps between steps, beside weights and gradients.

        adamw_fp32_master   12 N    FP32 weights and two FP32 averages; BF16 weights besides
        adamw_fp32           8 N    two FP32 averages; the weights are FP32
        adamw_bf16           4 N    two averages in the weights' format
        adamw_8bit           2 N + 8 ⌈N / 256⌉, tables, and FP32 for small tensors
        adafactor            4 (rows + columns) of each matrix
        muon                 one average for matrices of the layers, two for others, in BF16
        muon_fp32_master     the same in FP32, and FP32 weights
        sgd_momentum         2 N    one buffer in the weights' format
        sgd                  nothing

    Counters of steps are left out. Those that depend on shapes are exact for tensors as in
    transformers 5; see `calc.llm.optimizers`.
    Errors: ValueError for another name, Unpublished for a model whose shapes are needed.
    """
    from calc.llm import optimizers  # most answers need none

    return optimizers.states(model, optimizer)


def activations(
    model: Model,
    micro_batch: int,
    context: Tokens,
    attention: "Attending" = "fused",
    recompute: "Recompute" = "none",
    *,
    bytes_per_value: int = 2,
    dropout: bool = False,
    adapters: "Adapters | None" = None,
) -> "Bounds":
    """Bytes that a micro-batch keeps from the forward to the backward pass, without logits: a lower
    bound, with fused norms and gates, and an upper bound, which plain PyTorch code needs.

    `attention` says whether the scores are stored ("eager") or not ("fused"). `recompute`:
    "selective" computes what attention does between its projections again, "full" keeps only the
    input of each layer, and computes the rest again, one layer at a time; see `recomputed_layer`.
    Kernels that fuse more, FP8 and compilers may keep less than the lower bound.
    Errors: Unpublished for an announced model; ValueError for another text, or unless the sizes are
    ints of 1 or above.
    """
    from calc.llm import activations

    shape, one, rank = _step(
        model, micro_batch, context, attention, recompute, bytes_per_value, dropout, adapters
    )
    layers = activations.of_layers(shape, shape.layer_counts, one, rank)
    outside = activations.outside(shape, one)
    return activations.whole((layers[0] + outside[0], layers[1] + outside[1]))


def recomputed_layer(
    model: Model,
    micro_batch: int,
    context: Tokens,
    attention: "Attending" = "fused",
    *,
    bytes_per_value: int = 2,
    dropout: bool = False,
    adapters: "Adapters | None" = None,
) -> "Bounds":
    """With full recomputation, what the largest layer takes beside `activations` while it is
    computed again. Errors: as `activations`.
    """
    from calc.llm import activations

    shape, one, rank = _step(
        model, micro_batch, context, attention, "full", bytes_per_value, dropout, adapters
    )
    return activations.whole(activations.recomputed_layer(shape, one, rank))


def logits(model: Model, micro_batch: int, context: Tokens) -> Bytes:
    """What the loss keeps: FP32 log-probabilities of all V rows, and the labels.

        b s (4 V + 8),  with a limit on the logits b s (6 V + 8)

    Losses that are fused with the head, or computed in pieces, keep less, down to nothing.
    Errors: Unpublished for an announced model.
    """
    model = require_architecture(model, "its logits")
    rows = model.vocab_size if model.head_rows is None else model.head_rows
    return micro_batch * context * ((4 + 2 * model.head_cap) * rows + 8)


def _step(model: Model, micro_batch: int, context: Tokens, *how: Any) -> Any:
    """The shape, the step, and the rank of adapters."""
    from calc.llm import activations

    model = require_architecture(model, "its activations")
    for name, value in (("micro_batch", micro_batch), ("context", context)):
        if type(value) is not int or value < 1:
            raise ValueError(f"{name} is {describe(value)}; use a whole number from 1")
    attention, recompute, width, dropout, adapters = how
    one = activations.step(
        model,
        micro_batch,
        context,
        attention,
        recompute,
        width=width,
        dropout=dropout,
        adapters=adapters.targets if adapters else None,
    )
    return model, one, adapters.rank if adapters else 0


def _checked(context: Tokens) -> Tokens:
    if type(context) is not int or context < 0:
        raise ValueError(f"context is {describe(context)}; use a whole number of tokens from 0")
    return context


def _bytes(exact: float) -> Bytes:
    """Rounded up to whole bytes, which matters for values of half a byte."""
    return -int(-exact // 1)
