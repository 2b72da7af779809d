"""Memory of a model in bytes: its weights, and the KV cache of its sequences."""

from calc.llm import parameters
from calc.llm.architecture import Announced, Model, require_architecture
from calc.llm.errors import describe
from calc.llm.units import Tokens
from calc.units import Bytes


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


def _checked(context: Tokens) -> Tokens:
    if type(context) is not int or context < 0:
        raise ValueError(f"context is {describe(context)}; use a whole number of tokens from 0")
    return context


def _bytes(exact: float) -> Bytes:
    """Rounded up to whole bytes, which matters for values of half a byte."""
    return -int(-exact // 1)
