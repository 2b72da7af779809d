"""The MFU of one speed by several conventions, as a table of results."""

from dataclasses import dataclass
from typing import Annotated

from calc.calculators.shared import presets
from calc.llm import flops, parameters, training
from calc.llm.architecture import Model
from calc.llm.units import FlopPerSecond, FlopPerToken, Parameters, Tokens
from calc.units import Fraction, Unknown

NAMES = {
    "6ND": "6 × active parameters",
    "exact": "Exact, with causal attention",
    "long": "Exact, if all tokens were at the longest context",
    "palm": "PaLM’s, with the masked pairs too",
    "recompute": "HFU: exact, with all of forward computed again",
}


@dataclass(frozen=True, kw_only=True)
class Convention:
    """What one convention counts."""

    convention: Annotated[str, "Convention"]
    per_token: Annotated[FlopPerToken | Unknown, "Counted per token"]
    share: Annotated[Fraction | Unknown, "Share of the peak"]


Conventions = Annotated[list[Convention] | Unknown, "The same speed by other conventions"]


def table(
    N_active: Parameters,
    exact: FlopPerToken | Unknown,
    long: FlopPerToken | Unknown,
    unmasked_scores: FlopPerToken | Unknown,
    tokens_per_second: float | Unknown,
    peak: FlopPerSecond | Unknown,
) -> list[Convention]:
    """See `training.mfu_by_convention`. `exact` is at the context of most tokens, `long` at the
    longest: what all tokens at that would count.
    """
    found = training.mfu_by_convention(
        N_active, exact, unmasked_scores, tokens_per_second, peak
    ) | {"long": (long, long * tokens_per_second / peak)}
    return [
        Convention(convention=name, per_token=found[key][0], share=found[key][1])
        for key, name in NAMES.items()
    ]


def of_model(
    model: Model,
    short: Tokens,
    long: Tokens,
    tokens_per_second: float | Unknown,
    peak: FlopPerSecond | Unknown,
) -> list[Convention] | Unknown:
    """The table of a model whose tokens are mostly read at the short context."""
    if isinstance(tokens_per_second, Unknown):
        return tokens_per_second

    def per_token(S: Tokens) -> FlopPerToken | Unknown:
        return presets.or_unknown(lambda: 3 * flops.forward(model, S))

    return table(
        parameters.active(model),
        per_token(short),
        per_token(long),
        presets.or_unknown(lambda: flops.unmasked_scores(model, short)),
        tokens_per_second,
        peak,
    )
