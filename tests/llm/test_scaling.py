"""Scaling laws give the numbers that their papers print."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.llm import sources
from calc.llm.scaling import chinchilla, inference, moe
from calc.llm.scaling.chinchilla import BESIROGLU, DE_VRIES, HOFFMANN, HOFFMANN_UNROUNDED, LLAMA_3
from calc.llm.scaling.law import Law, extrapolates
from calc.units import Unknown

CHINCHILLA_FLOP = 5.76e23
"""Compute of Gopher and of Chinchilla, in FLOP. Source: Hoffmann et al. 2022, §1"""

LAWS = [HOFFMANN, HOFFMANN_UNROUNDED, DE_VRIES, BESIROGLU]
SIZES = st.floats(min_value=1e6, max_value=1e13)
CORPORA = st.floats(min_value=1e8, max_value=1e15)
BUDGETS = st.floats(min_value=1e17, max_value=1e28)
GROWTH = st.floats(min_value=1.01, max_value=1e4)
LAW = st.sampled_from(LAWS)


def test_the_optimum_for_chinchillas_budget_is_the_papers_40_billion_parameters():
    """With the digits of the paper's TeX source. Source: Hoffmann et al. 2022, §3.4, approach 3"""
    best = chinchilla.optimum(HOFFMANN_UNROUNDED, CHINCHILLA_FLOP)
    assert best.parameters == pytest.approx(40.3e9, rel=1e-3)
    assert best.tokens_per_parameter == pytest.approx(59.1, rel=1e-3)


def test_with_the_printed_digits_the_optimum_is_a_fifth_smaller():
    best = chinchilla.optimum(HOFFMANN, CHINCHILLA_FLOP)
    assert best.parameters == pytest.approx(32.19e9, rel=1e-3)
    assert best.tokens == pytest.approx(2.982e12, rel=1e-3)


def test_by_the_replication_chinchilla_is_near_the_optimum():
    """70B parameters, 1.4T tokens, 20 tokens per parameter. Source: Besiroglu et al. 2024"""
    best = chinchilla.optimum(BESIROGLU, CHINCHILLA_FLOP)
    assert best.parameters == pytest.approx(70e9, rel=0.05)
    assert best.tokens == pytest.approx(1.4e12, rel=0.06)
    assert best.tokens_per_parameter == pytest.approx(18.4, rel=1e-3)


def test_twenty_tokens_per_parameter_is_the_shape_of_chinchilla():
    best = chinchilla.twenty_tokens_per_parameter(CHINCHILLA_FLOP)
    assert best.parameters == pytest.approx(69.28e9, rel=1e-4)
    assert best.tokens == pytest.approx(1.3856e12, rel=1e-4)
    assert 6 * best.parameters * best.tokens == pytest.approx(CHINCHILLA_FLOP)


@pytest.mark.parametrize(
    ("compute", "billions", "billions_of_tokens"),
    [
        (2.21e19, 0.40, 9.22),
        (1.62e20, 0.99, 27.20),
        (2.46e22, 9.87, 415.53),
        (1e23, 18.73, 889.63),
        (1.71e24, 68.60, 4154.24),
    ],
)
def test_de_vries_constants_give_his_table(compute, billions, billions_of_tokens):
    """Source: Harm de Vries 2023, table for k_N = 1"""
    best = chinchilla.optimum(DE_VRIES, compute)
    assert best.parameters / 1e9 == pytest.approx(billions, abs=0.005)
    assert best.tokens / 1e9 == pytest.approx(billions_of_tokens, abs=0.005)


@pytest.mark.parametrize(
    ("parameters", "tokens"),
    [(400e6, 9.2e9), (1e9, 27.1e9), (10e9, 410.1e9), (67e9, 4.1e12)],
)
def test_the_adjusted_exponents_give_the_table_of_the_paper(parameters, tokens):
    """Source: Hoffmann et al. 2022, Table A3, approach 3"""
    assert chinchilla.best_corpus(DE_VRIES, parameters) == pytest.approx(tokens, rel=0.03)


@pytest.mark.parametrize(
    ("law", "chinchillas", "gophers"),
    [(HOFFMANN, 1.9366, 1.9933), (BESIROGLU, 1.9739, 1.9996)],
)
def test_chinchilla_has_a_lower_loss_than_gopher_by_both_fits(law, chinchillas, gophers):
    """70B on 1.4T tokens against 280B on 300B. Derived from the printed constants."""
    assert chinchilla.loss(law, 70e9, 1.4e12) == pytest.approx(chinchillas, abs=5e-5)
    assert chinchilla.loss(law, 280e9, 300e9) == pytest.approx(gophers, abs=5e-5)


def test_the_printed_constants_of_llama_3_do_not_give_its_16_trillion_tokens():
    """402B on 16.55T at 3.8e25 FLOP, which is 3.99e25 by 6 N D. Source: Llama 3, §3.2.1"""
    assert chinchilla.llama_3_corpus(3.8e25) == pytest.approx(10.46e12, rel=1e-3)
    assert 6 * 402e9 * 16.55e12 == pytest.approx(3.99e25, rel=1e-3)
    assert "10.5T" in LLAMA_3.validity


def test_a_13b_model_that_serves_2_trillion_tokens_should_have_been_7b():
    """It has the same loss with 1.7e22 FLOP less, which is 17 %. Source: Sardana et al. 2024, §2"""
    D = chinchilla.best_corpus(DE_VRIES, 13e9)
    loss = chinchilla.loss(DE_VRIES, 13e9, D)
    usual = inference.compute(13e9, D, 2e12)
    best = inference.optimum(DE_VRIES, loss, 2e12)
    assert best.parameters == pytest.approx(7e9, rel=0.01)
    saved = usual - inference.compute(best.parameters, best.tokens, 2e12)
    assert saved == pytest.approx(1.7e22, rel=0.01)
    assert round(100 * saved / usual) == 17


@given(law=LAW, compute=BUDGETS)
def test_an_optimum_spends_the_budget_and_no_neighbour_is_better(law, compute):
    best = chinchilla.optimum(law, compute)
    assert 6 * best.parameters * best.tokens == pytest.approx(compute, rel=1e-9)
    least = chinchilla.loss(law, best.parameters, best.tokens)
    for factor in (0.8, 1.25):
        assert chinchilla.loss(law, best.parameters * factor, best.tokens / factor) > least
    assert chinchilla.best_corpus(law, best.parameters) == pytest.approx(best.tokens, rel=1e-9)


@given(law=LAW, parameters=SIZES, tokens=CORPORA, more=GROWTH)
def test_more_parameters_and_more_tokens_never_hurt(law, parameters, tokens, more):
    loss = chinchilla.loss(law, parameters, tokens)
    assert chinchilla.loss(law, parameters * more, tokens) < loss
    assert chinchilla.loss(law, parameters, tokens * more) < loss
    assert loss > law.E


@given(law=LAW, parameters=SIZES, tokens=CORPORA)
def test_the_corpus_for_a_loss_reaches_it(law, parameters, tokens):
    loss = chinchilla.loss(law, parameters, tokens)
    assert chinchilla.corpus_for(law, loss, parameters) == pytest.approx(tokens, rel=1e-6)


@given(law=LAW, compute=BUDGETS)
def test_without_inference_the_optimum_is_chinchillas(law, compute):
    best = chinchilla.optimum(law, compute)
    loss = chinchilla.loss(law, best.parameters, best.tokens)
    unused = inference.optimum(law, loss, 0)
    assert unused.parameters == pytest.approx(best.parameters, rel=1e-6)
    assert unused.tokens == pytest.approx(best.tokens, rel=1e-6)


@given(law=LAW, compute=BUDGETS, used=st.floats(min_value=1e9, max_value=1e16))
def test_more_inference_makes_the_optimal_model_smaller(law, compute, used):
    plain = chinchilla.optimum(law, compute)
    loss = chinchilla.loss(law, plain.parameters, plain.tokens)
    best = inference.optimum(law, loss, used)
    more = inference.optimum(law, loss, 10 * used)
    assert more.parameters < best.parameters <= plain.parameters * (1 + 1e-9)
    assert chinchilla.loss(law, best.parameters, best.tokens) == pytest.approx(loss, rel=1e-9)
    spent = inference.compute(best.parameters, best.tokens, used)
    assert spent <= inference.compute(plain.parameters, plain.tokens, used) * (1 + 1e-9)
    for factor in (0.8, 1.25):
        N = best.parameters * factor
        if law.E + law.A / N**law.alpha < loss:
            D = chinchilla.corpus_for(law, loss, N)
            assert inference.compute(N, D, used) > spent


def test_abnars_law_is_the_sum_of_the_terms_of_equation_6():
    """1 billion parameters, 20 billion tokens, sparsity 0.9; each term was computed by hand."""
    terms = [0.07155418, 0.46112730, 0.31330618, 0.91588467, 0.94]
    assert moe.sparse_loss(moe.ABNAR, 1e9, 20e9, 0.9) == pytest.approx(sum(terms), rel=1e-8)


def test_by_abnars_law_sparsity_lowers_the_loss_at_a_fixed_size_up_to_a_point():
    """λ is negative, and the validity of the law warns of it."""
    dense, sparse, sparser = (moe.sparse_loss(moe.ABNAR, 109e9, 40e12, S) for S in (0, 0.76, 0.98))
    assert sparse < dense < sparser
    assert moe.ABNAR.lambda_ < 0
    assert "λ is negative" in moe.ABNAR.validity


@given(total=SIZES, tokens=CORPORA, S=st.floats(min_value=0, max_value=0.99), more=GROWTH)
def test_sparse_loss_falls_with_parameters_and_tokens(total, tokens, S, more):
    loss = moe.sparse_loss(moe.ABNAR, total, tokens, S)
    assert moe.sparse_loss(moe.ABNAR, total * more, tokens, S) < loss
    assert moe.sparse_loss(moe.ABNAR, total, tokens * more, S) < loss


@pytest.mark.parametrize(
    ("experts", "top_k", "S"), [(16, 1, 0.9375), (128, 1, 0.9921875), (256, 8, 0.96875), (8, 8, 0)]
)
def test_sparsity_is_the_share_of_unused_experts(experts, top_k, S):
    assert moe.sparsity(experts, top_k) == S


@given(parameters=SIZES, tokens=CORPORA, granularity=st.floats(min_value=1, max_value=64))
def test_by_krajewskis_law_finer_experts_lower_the_loss(parameters, tokens, granularity):
    def loss(G):
        return moe.granular_loss(moe.KRAJEWSKI, parameters, tokens, G)

    assert moe.KRAJEWSKI.c < loss(2 * granularity) < loss(granularity)


def test_krajewskis_constants_are_marked_as_secondary():
    assert sources.SOURCES[moe.KRAJEWSKI.source].level == "secondary"
    assert "not read in the paper" in moe.KRAJEWSKI.validity


@pytest.mark.parametrize(
    ("total", "active", "billions"),
    [(109e9, 17e9, 43), (400e9, 17e9, 82), (671e9, 37e9, 158), (46.7e9, 12.9e9, 24.5)],
)
def test_the_geometric_mean_rule_gives_the_sizes_that_are_quoted(total, active, billions):
    assert moe.dense_equivalent(total, active) / 1e9 == pytest.approx(billions, abs=0.5)
    assert moe.GEOMETRIC_MEAN.kind == "folk rule"


@given(total=SIZES)
def test_the_dense_equivalent_of_a_dense_model_is_its_size(total):
    assert moe.dense_equivalent(total, total) == pytest.approx(total)


@pytest.mark.parametrize(
    "law", [*LAWS, LLAMA_3, moe.ABNAR, moe.KRAJEWSKI, moe.GEOMETRIC_MEAN], ids=lambda law: law.name
)
def test_every_law_has_a_kind_a_source_and_a_validity(law: Law):
    assert law.validity.endswith(".")
    assert law.kind in ("fit", "rule of thumb", "folk rule")
    assert law.source in sources.SOURCES


def test_analysed_models_are_outside_chinchillas_range():
    assert extrapolates(HOFFMANN, 17e9, 40e12) is True
    assert extrapolates(HOFFMANN, 2.8e9, 2e12) is True
    assert extrapolates(HOFFMANN, 1e9, 20e9) is False
    assert isinstance(extrapolates(moe.ABNAR, 1e9, 20e9), Unknown)


@pytest.mark.parametrize("bad", [0, -1, math.nan, math.inf])
def test_laws_refuse_numbers_that_are_not_above_0(bad):
    calls = [
        lambda: chinchilla.loss(HOFFMANN, bad, 1e12),
        lambda: chinchilla.loss(HOFFMANN, 1e9, bad),
        lambda: chinchilla.optimum(HOFFMANN, bad),
        lambda: chinchilla.twenty_tokens_per_parameter(bad),
        lambda: chinchilla.llama_3_corpus(bad),
        lambda: chinchilla.best_corpus(HOFFMANN, bad),
        lambda: inference.compute(bad, 1e12, 0),
        lambda: moe.sparse_loss(moe.ABNAR, 1e9, bad, 0.5),
        lambda: moe.granular_loss(moe.KRAJEWSKI, 1e9, 1e12, bad),
        lambda: moe.dense_equivalent(bad, 1e9),
    ]
    for call in calls:
        with pytest.raises(ValueError, match="must be a number above 0"):
            call()


def test_an_unreachable_loss_is_refused_with_the_lowest_possible():
    with pytest.raises(ValueError, match=r"loss must be above 2.044, the least a model of this"):
        chinchilla.corpus_for(HOFFMANN, 2.0, 1e9)
    with pytest.raises(ValueError, match=r"loss must be above 1.69, the least this law allows"):
        inference.optimum(HOFFMANN, 1.69, 1e12)


def test_more_experts_per_token_than_there_are_is_refused():
    with pytest.raises(ValueError, match="top_k must be at most the 16 routed experts, not 17"):
        moe.sparsity(16, 17)
    with pytest.raises(ValueError, match="sparsity must be 0 or above and below 1"):
        moe.sparse_loss(moe.ABNAR, 1e9, 1e12, 1)


def test_laws_pass_an_unknown_on():
    missing = Unknown("Meta has not published how many tokens Behemoth saw.")
    assert chinchilla.loss(HOFFMANN, 288e9, missing) is missing
    best = chinchilla.optimum(BESIROGLU, missing)
    assert best.parameters is best.tokens is missing
    assert moe.dense_equivalent(missing, 288e9) is missing
    assert chinchilla.corpus_for(HOFFMANN, missing, 1e9) is missing
    assert inference.optimum(HOFFMANN, missing, 1e12).tokens is missing
    assert inference.compute(288e9, missing, 1e12) is missing
    assert moe.sparse_loss(moe.ABNAR, 2e12, missing, 0.9) is missing
    assert moe.sparsity(16, missing) is missing
    assert extrapolates(HOFFMANN, 1e9, missing) is missing
    assert extrapolates(HOFFMANN, 288e9, missing) is True
