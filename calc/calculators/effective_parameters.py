"""The dense model that a mixture of experts equals, by a folk rule and by two scaling laws."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Interval, Unit, doc

from calc.calculators.shared import formula_sources, inputs, presets
from calc.chart import Chart
from calc.chart.axis import Axis
from calc.chart.ranges import Range, Ranges
from calc.form.declare import calculator
from calc.form.markers import Formula, Note, Preset, Scale, Soft, of
from calc.llm import models, parameters, published
from calc.llm.architecture import Model
from calc.llm.models import DEEPSEEK_V3, LLAMA_3_1_405B, MAVERICK, MODELS, SCOUT
from calc.llm.scaling import chinchilla, moe
from calc.llm.scaling.chinchilla import BESIROGLU
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
            "a lecture on Mixtral, Stanford CS25, 25 April 2024; no paper has tested it",
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
        "Dense equivalent, beside the largest model behind Chinchilla's law",
        Formula("{dense_equivalent} ÷ (16 × 10⁹)", formula_sources.BESIROGLU),
    ]
    tokens_beyond: Annotated[
        float | Unknown,
        Unit("ratio"),
        "Corpus, beside the longest run behind Chinchilla's law",
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
    tokens_to_match: Annotated[
        float | Unknown,
        Unit("tokens"),
        "Corpus at which it would equal the other, by Chinchilla's law",
        Formula(
            "(2085.43 ÷ ({rivals_loss} − 1.8172 − 482.01 ÷ ({dense_equivalent})^0.3478))"
            "^(1 ÷ 0.3658)",
            formula_sources.BESIROGLU,
        ),
    ]
    routed_sparsity: Annotated[
        Fraction | Unknown,
        "Sparsity, the routed experts that a token does not use",
        Formula("1 − {top_k} ÷ {routed_experts}", formula_sources.DEFINITION),
    ]
    sparse_loss: Annotated[
        float | Unknown,
        Unit("nats per token"),
        "Loss by Abnar's law, on other data, so not comparable with the others",
        Formula(
            "16612.5 ÷ ({total_parameters})^0.5962 + 5455.67 ÷ ({tokens})^0.3954"
            " + 0.4598 × (1 − {routed_sparsity})^0.1666"
            " + 17.26 ÷ ((1 − {routed_sparsity})^0.1603 × ({total_parameters})^0.1595) + 0.94",
            "Abnar et al. 2025, eq. 6, https://arxiv.org/abs/2501.12370",
        ),
    ]
    beside: Annotated[Chart | Unknown, "Dense equivalents of the story's models"]


@calculator
def effective_parameters(
    model: Annotated[Model, doc("Model"), presets.EXPERT_MODELS, presets.SHAPES_NOTE] = DEEPSEEK_V3,
    total_parameters: Annotated[
        Parameters,
        doc("Total parameters"),
        Interval(ge=1_000_000, le=10**15),
        Soft(10**9, 10**13),
        Scale("log"),
        Note("Of the text model, as counted here; Behemoth's as announced."),
    ] = TOTAL_OF_MODEL,
    active_parameters: Annotated[
        Parameters,
        doc("Active parameters"),
        Interval(ge=1_000_000, le=10**15),
        Soft(10**9, 10**12),
        Scale("log"),
        Note("Those that one token uses."),
    ] = ACTIVE_OF_MODEL,
    tokens: Annotated[
        inputs.Corpus, Note("As published for the chosen model. T is a trillion.")
    ] = presets.TOKENS,
    rival: Annotated[
        Model,
        doc("To be matched"),
        RIVAL_MODELS,
        Note("As it is, on its published corpus."),
    ] = DEEPSEEK_V3,
    routed_experts: Annotated[
        inputs.RoutedExperts,
        Note("Abnar's law needs them. Beyond a sparsity of 98% nobody has tried it."),
    ] = presets.shape("routed_experts"),
    top_k: inputs.TopK = presets.shape("top_k"),
) -> EffectiveParameters:
    """How large a dense model it stands for."""
    if active_parameters > total_parameters:
        raise ValueError("There cannot be more active parameters than there are in all.")
    if not (isinstance(top_k, Unknown) or 0 < top_k <= routed_experts):
        raise ValueError("A token uses at least one expert, and no more than there are.")
    N_eff = moe.dense_equivalent(total_parameters, active_parameters)
    S = moe.sparsity(routed_experts, top_k)
    loss, rivals = chinchilla.loss(BESIROGLU, N_eff, tokens), _rivals_loss(rival)
    return EffectiveParameters(
        dense_equivalent=N_eff,
        tokens_per_parameter=tokens / active_parameters,
        size_beyond=N_eff / _LARGEST_MODEL,
        tokens_beyond=tokens / _LARGEST_CORPUS,
        dense_loss=loss,
        rivals_loss=rivals,
        behind=loss - rivals,
        tokens_to_match=_tokens_to_match(rivals, N_eff, rival),
        routed_sparsity=S,
        sparse_loss=_sparse_loss(total_parameters, tokens, S),
        beside=_beside(model, total_parameters, active_parameters),
    )


def _rivals_loss(rival: Model) -> float | Unknown:
    N_eff = moe.dense_equivalent(parameters.total(rival), parameters.active(rival))
    D = published.value(rival.key, "tokens")
    assert not isinstance(D, str)
    return chinchilla.loss(BESIROGLU, N_eff, D)


def _tokens_to_match(
    loss: float | Unknown, N_eff: float | Unknown, rival: Model
) -> float | Unknown:
    """Unknown where the loss that the size alone causes is above the rival's."""
    try:
        return chinchilla.corpus_for(BESIROGLU, loss, N_eff)
    except ValueError:
        return Unknown(
            f"By this law no corpus is large enough: its size alone leaves it behind {rival.name}."
        )


def _sparse_loss(N: Parameters, D: Tokens, S: Fraction | Unknown) -> float | Unknown:
    if S > MAX_TESTED_SPARSITY:
        return Unknown(
            "Abnar's law was tried up to a sparsity of 98%, and was weak there already; "
            "here a token leaves out more of the experts."
        )
    return moe.sparse_loss(ABNAR, N, D, S)


def _beside(model: Model, total: Parameters, active: Parameters) -> Ranges:
    """The model of the form beside the analysed models."""
    here = _range(f"This one, from {model.name}", total, active, presets.colour_role(model.key))
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
