"""Floating-point operations per token and per training run. A multiply-add counts as two."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from calc.identity import ByIdentity
from calc.llm import parameters, validate
from calc.llm.architecture import Architecture, Model, require_architecture
from calc.llm.errors import describe
from calc.llm.units import Flop, FlopPerToken, Parameters, Tokens
from calc.units import Fraction, Unknown


def forward(model: Model, context: Tokens) -> FlopPerToken:
    """Forward FLOP per token, averaged over a causal sequence of `context` tokens.

        2 N_mm + (1/S) Σ_layers 2 n (h_qk + h_v) P(S)

    N_mm are the weights that a token is multiplied with: top_k routed experts, shared experts,
    router, attention and head, but not the embedding, which is a lookup. P(S) is the number of
    unmasked pairs of a layer in S tokens. The n (h_qk + h_v) term is for attention; blocks of
    other kinds have their own. Norms, activations, softmax and biases are left out.
    Errors: Unpublished for an announced model; ValueError unless S is an int of 1 or above.
    Source: Narayanan et al. 2021, appendix, https://arxiv.org/abs/2104.04473, but without the
    masked half of the scores
    """
    return sum(breakdown(model, context).values())


def breakdown(model: Model, context: Tokens) -> dict[str, FlopPerToken]:
    """The parts of `forward` by component, in FLOP per token; they sum to it."""
    model = require_architecture(model, "its exact FLOPs")
    if type(context) is not int or context < 1:
        raise ValueError(f"context is {describe(context)}; use a whole number of tokens from 1")
    return dict(_parts(ByIdentity(model), context))


@lru_cache(8)  # draws of a range mostly ask about one model at one context or two
def _parts(of: ByIdentity[Architecture], S: Tokens) -> dict[str, FlopPerToken]:
    model = of.value
    d = model.hidden_size
    rows = model.vocab_size if model.head_rows is None else model.head_rows
    parts = {component: 2 * weights * S for component, weights in model.matmul_weights.items()}
    for layer, n in model.layer_counts:
        for component, flop in layer.mixing_flop(S).items():
            parts[component] += n * flop
    if model.per_layer_input:
        parts["per_layer_input"] = (
            2 * model.per_layer_input.matmul_weights(d, len(model.layers)) * S
        )
    for extra in model.extras:
        parts[extra.component] = parts.get(extra.component, 0) + 2 * extra.matmul_weights * S
    parts["lm_head"] = 2 * rows * (model.embedding_size or d) * S
    return {component: flop / S for component, flop in parts.items() if flop}


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A part of a training run: so many tokens, read in sequences of one length."""

    tokens: float
    context: Tokens


def attention_scores(model: Model, context: Tokens) -> FlopPerToken:
    """The part of `forward` that compares tokens with one another, A(S). Errors: as `forward`."""
    return breakdown(model, context).get("attention_scores", 0.0)


def unmasked_scores(model: Model, context: Tokens) -> FlopPerToken:
    """What PaLM's definition of MFU counts for comparing tokens, forward and backward.

        12 L H Q T

    for L layers with H heads of width Q; 6 H (h_qk + h_v) T per layer where keys and values have
    other widths. Every layer compares every token with all T of the sequence: windows, chunks and
    the mask are ignored. Layers without attention add nothing.
    Errors: as `forward`.
    Source: Chowdhery et al. 2022, App. B, https://arxiv.org/abs/2204.02311
    """
    model = require_architecture(model, "its exact FLOPs")
    T = validate.positive("context", context)
    widths = sum(
        n * block.compared_width() for layer, n in model.layer_counts for block in layer.blocks
    )
    return 6.0 * widths * T


def training_in_phases(model: Model, phases: Iterable[Phase]) -> Flop:
    """Compute of a training run whose phases have contexts of their own.

        C = Σ 3 F(S_i) D_i

    Errors: as `training`.
    """
    return sum(training(model, phase.tokens, phase.context) for phase in phases)


def longer_context(model: Model, short: Tokens, long: Tokens, share: Fraction) -> float:
    """What a share p of the tokens at a longer context adds to a run at the short one.

        1 + p (F(S_long) / F(S_short) − 1)

    Errors: as `forward`, unless the share is 0.
    """
    return 1 + share * (forward(model, long) / forward(model, short) - 1) if share else 1.0


def with_attention(
    active_parameters: Parameters, scores: FlopPerToken | Unknown, tokens: Tokens
) -> Flop | Unknown:
    """Compute of a training run by the shortcut, and the attention scores that it leaves out.

        C = (6 N_active + 3 A(S)) D

    A is `attention_scores`. The count in the definition of MFU, but without the masked half of the
    scores. Against `training` at a context it has the input embedding too, as if tokens were
    multiplied with it.
    Source: Chowdhery et al. 2022, App. B, https://arxiv.org/abs/2204.02311
    """
    return (6 * active_parameters + 3 * scores) * tokens


def training(
    model: Model, tokens: float, context: Tokens | None = None, *, recompute: Fraction = 0.0
) -> Flop:
    """Compute of a training run, forward and backward.

        C = 6 N_active D,  or with a context given: C = 3 F(S) D

    F is `forward`. The first formula leaves out the attention scores and counts the embedding as
    if tokens were multiplied with it. `recompute` is the share of the forward pass that the
    backward pass computes again: 0 if all activations are stored, 1 if none are (8 N_active D).
    Errors: ValueError unless D ≥ 0 and 0 ≤ recompute ≤ 1; with a context also those of `forward`.
    Source: Kaplan et al. 2020, §2.1, https://arxiv.org/abs/2001.08361
    """
    if not 0 <= recompute <= 1:
        raise ValueError(f"recompute is {describe(recompute)}; use a share from 0 to 1")
    D, passes = validate.not_negative("tokens", tokens), 3 + recompute
    if context is None:
        N_active = parameters.active(model)
        return 2 * passes * N_active * D
    return passes * forward(model, context) * D


def shortcut_error(model: Model, context: Tokens) -> Fraction:
    """Relative error of 6 N_active D: −0.2 if it is a fifth below the exact FLOPs."""
    return 2 * parameters.active(model) / forward(model, context) - 1
