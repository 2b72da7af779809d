"""The figures of the pages: published and counted figures as charts."""

import pytest

from calc.analysis.figures import (
    _parts,
    active_parameters,
    contexts,
    measured_in_scouts,
    total_parameters,
    what_if,
    what_if_behemoth,
)
from calc.llm import models, parameters
from calc.markdown import site_package
from calc.markdown.mistakes import PageError
from calc.units import Unknown


def test_the_parts_of_each_model_sum_to_its_parameters():
    by_name = {model.name: model for model in models.MODELS}
    for whole in total_parameters.chart().wholes:
        assert sum(whole.values) == parameters.total(by_name[whole.name])
    for whole in active_parameters.chart().wholes:
        assert sum(whole.values) == parameters.active(by_name[whole.name])


def test_active_parameters_of_scout_and_maverick_differ_in_the_router_only():
    """24 × 128 × 5120 − 48 × 16 × 5120 outputs of the router, each a parameter"""
    scout, maverick = (sum(whole.values) for whole in active_parameters.chart().wholes)
    assert maverick - scout == 24 * 128 * 5120 - 48 * 16 * 5120 == 11_796_480


def test_a_component_that_is_in_no_part_is_an_error():
    with pytest.raises(ValueError, match="gate: in no part"):
        _parts.stack("", "", (models.SCOUT,), lambda _: {"gate": 1})


def test_on_either_corpus_maverick_takes_fewer_hours():
    """5.0M and 2.38M on 40T and 22T. Source: Llama 4 model card; products ours"""
    bars = {bar.name: bar.value for bar in what_if.chart().bars}
    assert bars["Scout, 40T, published"] == 5.0e6
    assert bars["Maverick on 40T"] == pytest.approx(2.38e6 * 40 / 22, rel=1e-3)
    assert bars["Scout on 22T"] == pytest.approx(5.0e6 * 22 / 40, rel=1e-3)
    assert bars["Maverick on 40T"] < bars["Scout, 40T, published"]
    assert bars["Maverick, 22T, published"] < bars["Scout on 22T"]


def test_behemoth_would_take_36_9_million_hours_for_30_trillion_tokens():
    """6 × 288e9 × 30e12 at 390 TFLOP/s. Source: The Llama 4 herd; product ours"""
    bars = {bar.name: bar.value for bar in what_if_behemoth.chart().bars}
    assert bars["Behemoth on 30T"] == pytest.approx(36.9e6, rel=1e-3)
    assert bars["Behemoth on 30T"] > bars["Llama 3.1 405B, 15.6T, published"]


def test_routed_experts_make_up_most_of_every_model():
    for whole in total_parameters.chart().wholes:
        assert whole.values[0] / sum(whole.values) > 0.85, whole.name


def test_maverick_is_larger_than_scout_and_has_less_corpus_hours_and_context():
    """109B and 400B, 40T and 22T, 5.0M and 2.38M. Source: Llama 4 model card"""
    ratio = {one.name: one.value for one in measured_in_scouts.chart().ranges}
    assert ratio["Parameters"] == pytest.approx(3.67, abs=0.005)
    assert ratio["Active parameters"] == 1
    assert ratio["Training tokens"] == pytest.approx(0.55)
    assert ratio["GPU-hours"] == pytest.approx(0.476)
    assert ratio["Context"] == pytest.approx(0.1)


def test_scouts_offered_context_exceeds_its_training_context_most():
    reach = {}
    for one in contexts.chart().ranges:
        assert not isinstance(one.low, Unknown)
        assert not isinstance(one.high, Unknown)
        reach[one.name] = one.high / one.low
    assert max(reach, key=lambda name: reach[name]) == "Llama 4 Scout"


@pytest.mark.parametrize("name", ["_parts", "run", ""])
def test_an_unknown_figure_is_answered_with_those_there_are(name: str):
    with pytest.raises(PageError, match=r"active_parameters, contexts, .*measured"):
        site_package.module("calc.analysis.figures", name, "figure")
