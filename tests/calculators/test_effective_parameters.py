"""The dense model that a mixture of experts equals, by a rule and two laws."""

import pytest

from calc.calculators.effective_parameters import MAX_TESTED_SPARSITY, effective_parameters
from calc.llm.models import BEHEMOTH, DEEPSEEK_V3, MAVERICK, SCOUT
from calc.llm.scaling.chinchilla import BESIROGLU
from calc.units import Unknown


@pytest.mark.parametrize(
    ("model", "billions"),
    [("scout", 43), ("maverick", 82), ("deepseek-v3", 158), ("mixtral-8x7b", 24.5)],
)
def test_the_folk_rule_gives_the_sizes_that_follow_from_the_cards(model: str, billions: float):
    """√(109B · 17B) and so on; ours counts the text model. Source: the cards, product ours"""
    found = effective_parameters(model=model).dense_equivalent
    assert found / 1e9 == pytest.approx(billions, rel=0.02)


def test_maverick_reads_1280_tokens_for_each_active_parameter_and_chinchilla_20():
    """22T on 17.18B; Chinchilla read 1.4T with 70B"""
    assert effective_parameters(model=MAVERICK).tokens_per_parameter == pytest.approx(
        22e12 / 17_184_691_200
    )
    chinchilla = effective_parameters(
        total_parameters=70 * 10**9, active_parameters=70 * 10**9, tokens=1400 * 10**9
    )
    assert chinchilla.dense_equivalent == pytest.approx(70e9)
    assert chinchilla.tokens_per_parameter == 20


def test_a_dense_model_of_8b_on_400b_tokens_is_within_the_runs_behind_the_law():
    small = effective_parameters(
        total_parameters=8 * 10**9, active_parameters=8 * 10**9, tokens=400 * 10**9
    )
    assert (small.size_beyond, small.tokens_beyond) == pytest.approx((0.5, 0.8))


def test_size_and_corpus_are_divided_by_those_of_the_largest_runs_behind_the_law():
    assert not isinstance(BESIROGLU.parameters, Unknown)
    assert not isinstance(BESIROGLU.tokens, Unknown)
    N, D = int(BESIROGLU.parameters[1]), int(BESIROGLU.tokens[1])
    largest = effective_parameters(total_parameters=N, active_parameters=N, tokens=D)
    assert (largest.size_beyond, largest.tokens_beyond) == (1, 1)


@pytest.mark.parametrize("model", [SCOUT, MAVERICK])
def test_every_llama_4_is_larger_and_longer_trained_than_anything_behind_the_law(model):
    found = effective_parameters(model=model)
    assert found.size_beyond > 1
    assert found.tokens_beyond > 40


def test_the_law_puts_deepseek_v3_before_maverick_and_maverick_before_scout():
    """An independent index of April 2025 has the same order. Source: The Decoder, April 2025"""
    losses = [effective_parameters(model=m).dense_loss for m in (DEEPSEEK_V3, MAVERICK, SCOUT)]
    assert losses == sorted(losses)


def test_a_model_trained_on_the_corpus_that_matches_another_model_has_its_loss():
    needed = effective_parameters(model=MAVERICK, rival=DEEPSEEK_V3).tokens_to_match
    assert not isinstance(needed, Unknown)
    assert needed > 4 * 22e12
    matched = effective_parameters(model=MAVERICK, tokens=int(needed))
    assert matched.behind == pytest.approx(0, abs=1e-9)
    assert effective_parameters(model=DEEPSEEK_V3).tokens_to_match == pytest.approx(14.8e12)


def test_no_corpus_makes_scout_match_deepseek_v3():
    needed = effective_parameters(model=SCOUT, rival=DEEPSEEK_V3).tokens_to_match
    assert isinstance(needed, Unknown)
    assert "no corpus" in needed.reason


def test_abnars_law_is_not_used_beyond_the_sparsity_that_it_was_tested_on():
    """127 of Maverick's 128 experts are idle, 248 of DeepSeek-V3's 256"""
    maverick = effective_parameters(model=MAVERICK)
    assert maverick.routed_sparsity == 127 / 128 > MAX_TESTED_SPARSITY
    assert isinstance(maverick.sparse_loss, Unknown)
    deepseek = effective_parameters(model=DEEPSEEK_V3)
    assert deepseek.routed_sparsity == 248 / 256 < MAX_TESTED_SPARSITY
    assert deepseek.sparse_loss == pytest.approx(1.624, rel=1e-3)
    last = effective_parameters(model=MAVERICK, routed_experts=50)
    assert last.routed_sparsity == MAX_TESTED_SPARSITY
    assert isinstance(last.sparse_loss, float)


def test_behemoths_routing_is_not_published_so_abnars_law_gives_no_loss():
    found = effective_parameters(model=BEHEMOTH)
    assert found.dense_equivalent == pytest.approx(759e9, rel=1e-3)
    assert isinstance(found.sparse_loss, Unknown)
    assert "Behemoth" in found.sparse_loss.reason


@pytest.mark.parametrize(
    ("model", "behind", "tokens"),
    [
        ("scout", "0.0213 to 0.0311 in 80% of the draws", "none in 72% of the draws"),
        (
            "maverick",
            "0.0093 to 0.0138 in 80% of the draws",
            "57T to 340T in 80% of the draws, in half below 100T",
        ),
    ],
)
def test_the_gap_to_deepseek_v3_has_the_errors_of_the_constants(
    model: str, behind: str, tokens: str
):
    """As the bootstrap of Besiroglu et al. has them, to its last digit but one"""
    found = effective_parameters(model=model)
    assert (found.behind_range, found.tokens_range) == (behind, tokens)


def test_hoffmanns_constants_are_beside_besiroglus():
    """They are kinder: a third of the tokens, and Scout would draw level."""
    maverick, scout = effective_parameters(model=MAVERICK), effective_parameters(model=SCOUT)
    assert maverick.hoffmann_tokens == pytest.approx(30.7e12, rel=1e-2)
    assert scout.hoffmann_tokens == pytest.approx(103e12, rel=1e-2)
    assert maverick.hoffmann_behind < maverick.behind


def test_the_weight_in_the_folk_rule_changes_the_gap_more_than_the_constants_do():
    """By 0.33 and 0.75 it is 0.0157 and 0.0066 in the middle of the draws, here 2 % less."""
    low, high = map(float, f"{effective_parameters(model=MAVERICK).behind_by_rule}".split(" to "))
    assert (low, high) == pytest.approx((0.0066, 0.0157), rel=0.04)
    low, high = map(float, f"{effective_parameters(model=SCOUT).behind_by_rule}".split(" to "))
    assert 0.024 < low <= high < 0.027


def test_more_active_than_total_parameters_are_refused():
    with pytest.raises(ValueError, match="more active parameters"):
        effective_parameters(total_parameters=10**9, active_parameters=2 * 10**9)
    with pytest.raises(ValueError, match="no more than there are"):
        effective_parameters(routed_experts=4, top_k=8)
