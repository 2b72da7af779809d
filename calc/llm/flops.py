"""How many floating-point operations a token costs. A multiply-add is two."""

from calc.llm import check, parameters
from calc.llm.architecture import Model, shaped
from calc.llm.errors import said
from calc.llm.units import Flop, FlopPerToken, Tokens
from calc.units import Fraction


def forward(model: Model, context: Tokens) -> FlopPerToken:
    """Forward FLOP per token, averaged over a causal sequence of `context` tokens.

        2 N_mm + (1/S) Σ_layers 2 n (h_qk + h_v) P(S)

    N_mm are the weights a token is multiplied with: routed experts top_k times, shared experts,
    router, one head; not the embedding, which is looked up. P(S) is the number of pairs that the
    layer's mask leaves in S tokens. Norms, activations, softmax and biases are not in it.
    Source: Narayanan et al. 2021, appendix, https://arxiv.org/abs/2104.04473, with the masked
    half of the scores left out
    """
    return sum(breakdown(model, context).values())


def breakdown(model: Model, context: Tokens) -> dict[str, FlopPerToken]:
    """The parts that sum to `forward`, by component."""
    model = shaped(model, "its exact FLOPs")
    if type(context) is not int or context < 1:
        raise ValueError(f"context is {said(context)}; a whole number of tokens from 1 would do")
    S, d, V = context, model.hidden_size, model.vocab_size
    parts = {component: 2 * weights * S for component, weights in model.matmul.items()}
    for layer, n in model.layer_kinds:
        for component, flop in layer.interactions(S).items():
            parts[component] += n * flop
    if model.per_layer_input:
        parts["per_layer_input"] = 2 * model.per_layer_input.matmul(d, len(model.layers)) * S
    parts["lm_head"] = 2 * V * d * S
    return {component: flop / S for component, flop in parts.items() if flop}


def training(
    model: Model, tokens: Tokens, context: Tokens | None = None, *, recompute: Fraction = 0.0
) -> Flop:
    """Compute of a training run, forward and backward.

        C = 6 N_active D,  or with a context given: C = 3 F(S) D

    The first leaves the attention scores out and counts the embedding as if it were multiplied.
    `recompute` is the share of the forward pass that the backward pass computes again: 0 if all
    activations are kept, 1 if none are (8 N_active D).
    Source: Kaplan et al. 2020, §2.1, https://arxiv.org/abs/2001.08361
    """
    if not 0 <= recompute <= 1:
        raise ValueError(f"recompute is {said(recompute)}; a share from 0 to 1 would do")
    D, passes = check.not_negative("tokens", tokens), 3 + recompute
    if context is None:
        N_active = parameters.active(model)
        return 2 * passes * N_active * D
    return passes * forward(model, context) * D


def shortcut_error(model: Model, context: Tokens) -> Fraction:
    """How far 6 N_active D is off: −0.2 if it leaves out a fifth of the exact FLOPs."""
    return 2 * parameters.active(model) / forward(model, context) - 1
