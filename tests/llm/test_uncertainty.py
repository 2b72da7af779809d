"""The errors of Chinchilla's law, against the intervals of the authors' bootstrap."""

from math import inf, log

import pytest

from calc.llm import parameters
from calc.llm.models import DEEPSEEK_V3, MAVERICK, SCOUT
from calc.llm.scaling import chinchilla, moe, uncertainty
from calc.llm.scaling.chinchilla import BESIROGLU


def size(model):
    return moe.dense_equivalent(parameters.total(model), parameters.active(model))


RUNS = {"scout": (size(SCOUT), 40e12), "maverick": (size(MAVERICK), 22e12)}
RIVAL = (size(DEEPSEEK_V3), 14.8e12)


@pytest.mark.parametrize(
    ("model", "intervals"),
    [
        ("maverick", {0.025: 0.0086, 0.1: 0.0093, 0.5: 0.0114, 0.9: 0.0139, 0.975: 0.0150}),
        ("scout", {0.025: 0.0197, 0.1: 0.0213, 0.5: 0.0258, 0.9: 0.0310, 0.975: 0.0334}),
    ],
)
def test_a_difference_of_losses_has_the_intervals_of_the_bootstrap(model, intervals):
    """A normal distribution of the constants has slightly longer tails."""
    differences, _ = uncertainty.comparison(*RUNS[model], *RIVAL)
    for share, nats in intervals.items():
        assert uncertainty.quantile(differences, share) == pytest.approx(nats, rel=0.06)


def test_maverick_would_need_58_to_339_trillion_tokens():
    """80 % of the draws; in the middle 102T, 48T to 1,480T in 95 %, never in 0.7 %."""
    _, corpora = uncertainty.comparison(*RUNS["maverick"], *RIVAL)
    for share, trillions in {0.025: 48, 0.1: 58, 0.5: 102, 0.9: 339}.items():
        assert uncertainty.quantile(corpora, share) == pytest.approx(trillions * 1e12, rel=0.1)
    assert corpora.count(inf) / len(corpora) == pytest.approx(0.007, abs=0.003)


def test_scout_never_reaches_deepseek_v3_in_72_percent_of_the_draws():
    _, corpora = uncertainty.comparison(*RUNS["scout"], *RIVAL)
    assert corpora.count(inf) / len(corpora) == pytest.approx(0.72, abs=0.02)


def test_the_order_of_the_three_models_is_the_same_in_every_draw():
    for run in RUNS.values():
        differences, _ = uncertainty.comparison(*run, *RIVAL)
        assert differences[0] > 0


def test_the_draws_have_the_errors_that_the_paper_prints():
    """Standard errors 0.0154 of α and 0.0206 of β, and of A by its logarithm.

    Source: Besiroglu et al. 2024, https://arxiv.org/abs/2404.10102
    """
    columns = list(zip(*uncertainty.constants(), strict=True))
    spreads = [deviation(column) for column in columns]
    assert spreads == pytest.approx([0.258, 0.421, 0.0154, 0.0206], rel=0.03)
    means = [sum(column) / len(column) for column in columns]
    estimates = [log(BESIROGLU.A), log(BESIROGLU.B), BESIROGLU.alpha, BESIROGLU.beta]
    for mean, spread, estimate in zip(means, spreads, estimates, strict=True):
        assert abs(mean - estimate) < spread / 2


def deviation(values):
    mean = sum(values) / len(values)
    return (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5


def test_the_point_estimate_is_inside_the_interval():
    N, D = RUNS["maverick"]
    other_N, other_D = RIVAL
    point = chinchilla.loss(BESIROGLU, N, D) - chinchilla.loss(BESIROGLU, other_N, other_D)
    differences, _ = uncertainty.comparison(N, D, other_N, other_D)
    low, high = (uncertainty.quantile(differences, share) for share in (0.1, 0.9))
    assert low < point < high


def test_a_model_needs_its_own_corpus_to_match_itself():
    differences, corpora = uncertainty.comparison(*RIVAL, *RIVAL)
    assert differences == [0] * uncertainty.DRAWS
    assert corpora == pytest.approx([RIVAL[1]] * uncertainty.DRAWS)


def test_the_draws_are_the_same_each_time():
    assert list(uncertainty.constants()) == list(uncertainty.constants())
