"""The dense model that a mixture of experts equals, by a folk rule and by two scaling laws."""

from dataclasses import dataclass
from math import inf
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.calculators.shared import formula_sources, inputs, presets
from calc.chart import Chart
from calc.chart.axis import Axis
from calc.chart.ranges import Range, Ranges
from calc.form import display
from calc.form.declare import calculator
from calc.form.markers import Decimals, Digits, Formula, Note, Preset, Scale, Soft, of
from calc.llm import models, parameters, published
from calc.llm.architecture import Model
from calc.llm.models import DEEPSEEK_V3, LLAMA_3_1_405B, MAVERICK, MODELS, SCOUT
from calc.llm.scaling import chinchilla, moe, uncertainty
from calc.llm.scaling.chinchilla import BESIROGLU, HOFFMANN, Chinchilla
from calc.llm.scaling.moe import ABNAR
from calc.llm.units import Parameters, Tokens
from calc.units import Fraction, Unknown

MAX_TESTED_SPARSITY = 0.98
"""Sparsity of the sparsest runs that Abnar's law was tested on; it was fitted to the others."""

_LARGEST_MODEL, _LARGEST_CORPUS = (16_000_000_000, 500_000_000_000)
"""Parameters and tokens of the largest runs that BESIROGLU was fitted to; a test compares them."""

TOTAL_OF_MODEL: Parameters = of("model", parameters.total)
ACTIVE_OF_MODEL: Parameters = of("model", parameters.active)

RIVAL_MODELS = Preset(SCOUT, MAVERICK, DEEPSEEK_V3, LLAMA_3_1_405B, home=models)
"""Models whose corpus is published."""


@dataclass(frozen=True, kw_only=True)
class EffectiveParameters:
    """Results of the rule and the laws, and how far the model is beyond the runs behind them."""

    dense_equivalent: Annotated[
        float | Unknown,
        Unit("parameters"),
        "Dense equivalent, by a folk rule",
        Formula(
            "({total_parameters} × {active_parameters})^0.5",
            "r/LocalLLaMA, 28 March 2024; Stanford CS25, 25 April 2024; no paper was found that "
            "tests it",
        ),
    ]
    tokens_per_parameter: Annotated[
        float | Unknown,
        Unit("tokens per parameter"),
        "Tokens per active parameter",
        Formula("{tokens} ÷ {active_parameters}", formula_sources.DEFINITION),
    ]
    size_beyond: Annotated[
        float | Unknown,
        Unit("ratio"),
        "Dense equivalent, relative to the largest model behind Chinchilla's law",
        Formula("{dense_equivalent} ÷ (16 × 10⁹)", formula_sources.BESIROGLU),
    ]
    tokens_beyond: Annotated[
        float | Unknown,
        Unit("ratio"),
        "Corpus, relative to the longest run behind Chinchilla's law",
        Formula("{tokens} ÷ (500 × 10⁹)", formula_sources.BESIROGLU),
    ]
    dense_loss: Annotated[
        float | Unknown,
        Unit("nats per token"),
        "Loss of the dense equivalent, by Chinchilla's law, extrapolated",
        Formula(
            "1.8172 + 482.01 ÷ ({dense_equivalent})^0.3478 + 2085.43 ÷ ({tokens})^0.3658",
            formula_sources.BESIROGLU,
        ),
    ]
    rivals_loss: Annotated[
        float | Unknown, Unit("nats per token"), "The other model's loss, by Chinchilla's law"
    ]
    behind: Annotated[
        float | Unknown,
        Unit("nats per token"),
        "Loss above the other's",
        Formula("{dense_loss} − {rivals_loss}", formula_sources.DEFINITION),
    ]
    behind_range: Annotated[
        str | Unknown, "Loss above the other's, with the errors of the constants"
    ]
    behind_by_rule: Annotated[
        str | Unknown, "Loss above the other's, if the total weighs 1/3 to 3/4 in the folk rule"
    ]
    hoffmann_behind: Annotated[
        float | Unknown,
        Unit("nats per token"),
        "Loss above the other's, by Hoffmann's fit of the law",
    ]
    tokens_to_match: Annotated[
        float | Unknown,
        Unit("tokens"),
        "Corpus at which it would equal the other, by Besiroglu's fit of the law",
        Formula(
            "(2085.43 ÷ ({rivals_loss} − 1.8172 − 482.01 ÷ ({dense_equivalent})^0.3478))"
            "^(1 ÷ 0.3658)",
            formula_sources.BESIROGLU,
        ),
    ]
    tokens_range: Annotated[
        str | Unknown, "Corpus at which it would equal the other, with the errors of the constants"
    ]
    hoffmann_tokens: Annotated[
        float | Unknown,
        Unit("tokens"),
        "Corpus at which it would equal the other, by Hoffmann's fit of the law",
    ]
    routed_sparsity: Annotated[
        Fraction | Unknown,
        "Sparsity (share of routed experts that a token does not use)",
        Formula("1 − {top_k} ÷ {routed_experts}", formula_sources.DEFINITION),
    ]
    sparse_loss: Annotated[
        float | Unknown,
        Unit("nats per token"),
        "Loss by Abnar's law (other data, so not comparable with the losses above)",
        Formula(
            "16612.5 ÷ ({total_parameters})^0.5962 + 5455.67 ÷ ({tokens})^0.3954"
            " + 0.4598 × (1 − {routed_sparsity})^0.1666"
            " + 17.26 ÷ ((1 − {routed_sparsity})^0.1603 × ({total_parameters})^0.1595) + 0.94",
            "Abnar et al. 2025, eq. 6, https://arxiv.org/abs/2501.12370",
        ),
    ]
    beside: Annotated[Chart | Unknown, "Dense equivalents of the models compared"]


@calculator(
    first=("model", "total_parameters", "active_parameters", "tokens", "rival"),
    slow=True,
)
def effective_parameters(
    model: Annotated[Model, doc("Model"), presets.EXPERT_MODELS, presets.SHAPES_NOTE] = DEEPSEEK_V3,
    total_parameters: Annotated[
        Parameters,
        doc("Total parameters"),
        Interval(ge=1_000_000, le=10**15),
        Soft(10**9, 10**13),
        Scale("log"),
        Note("Of the text model.", start="As counted here; for Behemoth as announced."),
    ] = TOTAL_OF_MODEL,
    active_parameters: Annotated[
        Parameters,
        doc("Active parameters"),
        Interval(ge=1_000_000, le=10**15),
        Soft(10**9, 10**12),
        Scale("log"),
        Note("The parameters that one token uses."),
    ] = ACTIVE_OF_MODEL,
    tokens: inputs.Corpus = presets.TOKENS,
    rival: Annotated[
        Model,
        doc("Model to match"),
        RIVAL_MODELS,
        Note("With its published corpus."),
    ] = DEEPSEEK_V3,
    routed_experts: Annotated[
        inputs.RoutedExperts,
        Note("Needed for Abnar's law, which was tested up to a sparsity of 98%."),
    ] = presets.shape("routed_experts"),
    top_k: inputs.TopK = presets.shape("top_k"),
) -> EffectiveParameters:
    """The dense model it is worth."""
    if active_parameters > total_parameters:
        raise ValueError("There cannot be more active parameters than there are in all.")
    if not (isinstance(top_k, Unknown) or 0 < top_k <= routed_experts):
        raise ValueError("A token uses at least one expert, and no more than there are.")
    N_eff = moe.dense_equivalent(total_parameters, active_parameters)
    S = moe.sparsity(routed_experts, top_k)
    loss, rivals = chinchilla.loss(BESIROGLU, N_eff, tokens), _rivals_loss(BESIROGLU, rival)
    hoffmann = _rivals_loss(HOFFMANN, rival)
    behind_range, tokens_range = _ranges(N_eff, tokens, rival)
    return EffectiveParameters(
        dense_equivalent=N_eff,
        tokens_per_parameter=tokens / active_parameters,
        size_beyond=N_eff / _LARGEST_MODEL,
        tokens_beyond=tokens / _LARGEST_CORPUS,
        dense_loss=loss,
        rivals_loss=rivals,
        behind=loss - rivals,
        behind_range=behind_range,
        behind_by_rule=_behind_by_rule(total_parameters, active_parameters, tokens, rival),
        hoffmann_behind=chinchilla.loss(HOFFMANN, N_eff, tokens) - hoffmann,
        tokens_to_match=_tokens_to_match(BESIROGLU, rivals, N_eff, rival),
        tokens_range=tokens_range,
        hoffmann_tokens=_tokens_to_match(HOFFMANN, hoffmann, N_eff, rival),
        routed_sparsity=S,
        sparse_loss=_sparse_loss(total_parameters, tokens, S),
        beside=_beside(model, total_parameters, active_parameters),
    )


def _equivalent(rival: Model, weight: float = 0.5) -> float | Unknown:
    return moe.dense_equivalent(parameters.total(rival), parameters.active(rival), weight)


def _corpus_of(rival: Model) -> float | Unknown:
    D = published.value(rival.key, "tokens")
    assert not isinstance(D, str)
    return D


def _rivals_loss(law: Chinchilla, rival: Model, weight: float = 0.5) -> float | Unknown:
    return chinchilla.loss(law, _equivalent(rival, weight), _corpus_of(rival))


def _tokens_to_match(
    law: Chinchilla, loss: float | Unknown, N_eff: float | Unknown, rival: Model
) -> float | Unknown:
    """Unknown where the loss that the size alone causes is above the rival's."""
    try:
        return chinchilla.corpus_for(law, loss, N_eff)
    except ValueError:
        return Unknown(
            "With these constants no corpus is large enough: its size alone keeps it behind "
            f"{rival.name}."
        )


def _behind_by_rule(
    total: Parameters, active: Parameters, D: Tokens | Unknown, rival: Model
) -> str | Unknown:
    """The loss above the rival's by the folk rule with other weights."""
    ends = []
    for weight in moe.WEIGHTS_OF_TOTAL:
        N_eff = moe.dense_equivalent(total, active, weight)
        end = chinchilla.loss(BESIROGLU, N_eff, D) - _rivals_loss(BESIROGLU, rival, weight)
        if isinstance(end, Unknown):
            return end
        ends.append(end)
    return _span(min(ends), max(ends), Decimals(4))


def _ranges(
    N: float | Unknown, D: Tokens | Unknown, rival: Model
) -> tuple[str | Unknown, str | Unknown]:
    """The loss above the rival's and the corpus to match it, in 80 % of the draws of constants."""
    other_N, other_D = _equivalent(rival), _corpus_of(rival)
    for part in (N, D, other_N, other_D):
        if isinstance(part, Unknown):
            return part, part
    differences, corpora = uncertainty.comparison(N, D, other_N, other_D)  # type: ignore[arg-type]
    low, high = (uncertainty.quantile(differences, share) for share in (0.1, 0.9))
    behind = f"{_span(low, high, Decimals(4))} in 80% of the draws"
    first, middle, last = (uncertainty.quantile(corpora, share) for share in (0.1, 0.5, 0.9))
    if last < inf:
        half = display.quantity(middle, precision=Digits(2))
        return behind, (
            f"{_span(first, last, Digits(2))} in 80% of the draws, in half below {half}"
        )
    never = display.quantity(corpora.count(inf) / len(corpora), "1", precision=Digits(2))
    return behind, f"none in {never} of the draws"


def _span(low: float, high: float, precision: Digits | Decimals) -> str:
    """The two ends, rounded; the label of the row names the unit."""
    ends = (display.quantity(end, precision=precision) for end in (low, high))
    return " to ".join(ends)


def _sparse_loss(N: Parameters, D: Tokens, S: Fraction | Unknown) -> float | Unknown:
    if S > MAX_TESTED_SPARSITY:
        return Unknown(
            "Abnar's law was tested up to a sparsity of 98%, and fits poorly there already; "
            "here a token leaves out more of the experts."
        )
    return moe.sparse_loss(ABNAR, N, D, S)


def _beside(model: Model, total: Parameters, active: Parameters) -> Ranges:
    """The model of the form beside the analysed models."""
    here = _range(f"This one, from {model.name}", total, active, "this")
    others = (
        _range(m.name, parameters.total(m), parameters.active(m), presets.colour_role(m.key))
        for m in MODELS
    )
    return Ranges(
        title="Dense equivalents, by a folk rule",
        description="Each line reaches from the active to the total parameters; the point is the "
        "geometric mean of the two, the size of the dense model that it is said to equal.",
        axis=Axis(label="Dense equivalent", unit="parameters", log=True),
        ranges=(here, *others),
    )


def _range(name: str, total: Parameters, active: Parameters, role: str) -> Range:
    N_eff = moe.dense_equivalent(total, active)
    return Range(name=name, low=active, high=total, value=N_eff, role=role)
