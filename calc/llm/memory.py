"""What a model keeps in memory: its weights, and the KV cache of its sequences."""

from calc.llm import parameters
from calc.llm.architecture import Model, shaped
from calc.llm.errors import said
from calc.llm.units import Tokens
from calc.units import Bytes


def weights(model: Model, bytes_per_parameter: float = 2) -> Bytes:
    """All experts, used or not; without vision tower and multi-token-prediction modules."""
    return _bytes(parameters.total(model) * bytes_per_parameter)


def kv_cache(
    model: Model, context: Tokens, sequences: int = 1, bytes_per_value: float = 2
) -> Bytes:
    """What the layers must keep of `context` tokens, for all sequences together.

        attention          2 k h min(T, window)   a window or a chunk bounds it
        latent attention   (c + r) T
        state space        a constant

    The window includes the token being computed.
    """
    return _bytes(elements(model, context) * sequences * bytes_per_value)


def kv_cache_full_pages(
    model: Model, context: Tokens, sequences: int = 1, bytes_per_value: float = 2
) -> Bytes:
    """The same of an engine that keeps every position of every layer: the upper bound."""
    model = shaped(model, "its KV cache")
    kept = sum(n * layer.cache_unwindowed(_checked(context)) for layer, n in model.layer_kinds)
    return _bytes(kept * sequences * bytes_per_value)


def elements(model: Model, context: Tokens) -> int:
    """Values in the cache of one sequence."""
    model = shaped(model, "its KV cache")
    return sum(n * layer.cache(_checked(context)) for layer, n in model.layer_kinds)


def _checked(context: Tokens) -> Tokens:
    if type(context) is not int or context < 0:
        raise ValueError(f"context is {said(context)}; a whole number of tokens from 0 would do")
    return context


def _bytes(exact: float) -> Bytes:
    """Whole bytes; half-byte values are rounded up."""
    return -int(-exact // 1)
