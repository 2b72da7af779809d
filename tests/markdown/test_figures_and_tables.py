"""Charts and tables of published and counted figures, as pages show them."""

import pytest

from calc.analysis.claims import CLAIMS
from calc.analysis.figures import (
    _parts,
    active_parameters,
    contexts,
    measured_in_scouts,
    total_parameters,
    what_if,
)
from calc.analysis.tables import _speed, speed_missed
from calc.llm import models, parameters
from calc.markdown import figures, tables
from calc.markdown.mistakes import PageError
from calc.units import Unknown


def test_the_parts_of_each_model_sum_to_its_parameters():
    by_name = {model.name: model for model in models.STORY}
    for whole in total_parameters.chart().wholes:
        assert sum(whole.values) == parameters.total(by_name[whole.name])
    for whole in active_parameters.chart().wholes:
        assert sum(whole.values) == parameters.active(by_name[whole.name])


def test_what_scout_and_maverick_use_differs_by_the_router_only():
    """24 × 128 × 5120 − 48 × 16 × 5120 outputs of the router, each a parameter"""
    scout, maverick = (sum(whole.values) for whole in active_parameters.chart().wholes)
    assert maverick - scout == 24 * 128 * 5120 - 48 * 16 * 5120 == 11_796_480


def test_a_component_that_is_in_no_part_is_an_error_and_not_left_out():
    with pytest.raises(ValueError, match="gate: in no part"):
        _parts.stack("", "", (models.SCOUT,), lambda _: {"gate": 1})


def test_behemoth_would_take_36_9_million_hours_for_30_trillion_tokens():
    """6 × 288e9 × 30e12 at 390 TFLOP/s. Source: The Llama 4 herd; product ours"""
    bars = {bar.name: bar.value for bar in what_if.chart().bars}
    assert bars["Behemoth on 30T"] == pytest.approx(36.9e6, rel=1e-3)
    assert bars["Scout, 40T, published"] == 5.0e6
    assert bars["Maverick on 40T"] == pytest.approx(2.38e6 * 40 / 22, rel=1e-3)
    assert bars["Scout on 22T"] == pytest.approx(5.0e6 * 22 / 40, rel=1e-3)


def test_maverick_is_larger_than_scout_and_has_less_of_the_rest():
    """109B and 400B, 40T and 22T, 5.0M and 2.38M. Source: Llama 4 model card"""
    said = {one.name: one.value for one in measured_in_scouts.chart().ranges}
    assert said["Parameters"] == pytest.approx(3.67, abs=0.005)
    assert said["Active parameters"] == 1
    assert said["Corpus"] == pytest.approx(0.55)
    assert said["GPU-hours"] == pytest.approx(0.476)
    assert said["Context"] == pytest.approx(0.1)


def test_scout_is_offered_farthest_beyond_what_it_was_trained_at():
    reach = {}
    for one in contexts.chart().ranges:
        assert not isinstance(one.low, Unknown)
        assert not isinstance(one.high, Unknown)
        reach[one.name] = one.high / one.low
    assert max(reach, key=lambda name: reach[name]) == "Llama 4 Scout"


def test_experts_of_scout_and_maverick_are_wider_than_the_model_and_deepseeks_narrower():
    _, rows = tables.content("designs")
    ratio = {row[0]: float(row[3].rstrip("×")) for row in rows}
    assert ratio["Llama 4 Scout"] == ratio["Llama 4 Maverick"] == 1.6
    assert max(ratio["DeepSeek-V3"], ratio["DeepSeekMoE 16B"]) < 1


def test_every_claim_has_a_row():
    assert len(tables.content("claims")[1]) == len(CLAIMS)


def test_every_claim_is_at_a_glance_under_its_verdict():
    _, rows = tables.content("at_a_glance")
    shown = {verdict.strip("*"): claims for verdict, claims in rows}
    for claim in CLAIMS:
        assert f"(#claim-{claim.number})" in shown[claim.verdict]
    assert sum(claims.count("](#claim-") for claims in shown.values()) == len(CLAIMS)


@pytest.mark.parametrize("name", ["_parts", "run", ""])
def test_a_figure_that_is_not_there_says_what_is(name: str):
    with pytest.raises(PageError, match="active_parameters, contexts, corpus_and_hours, measured"):
        figures._figure(name)


SPEED = (
    "speed",
    "speed_recompute",
    "speed_pages",
    "speed_builds",
    "speed_promises",
    "speed_missed",
)


@pytest.mark.parametrize("name", SPEED)
def test_a_table_of_speeds_has_a_cell_under_every_head(name: str):
    head, rows = tables.content(name)
    assert rows
    assert {len(row) for row in rows} == {len(head)}


def test_a_promise_that_is_not_kept_says_why():
    says = [bound["says"] for bound in _speed.result()["bounds"]]
    assert [row[0].lower() for row in speed_missed.rows()] == [
        bound["says"].lower() for bound in _speed.result()["bounds"] if not bound["met"]
    ]
    assert "Not known yet." not in [why for _, why in speed_missed.rows()]
    for begins in speed_missed.REASONS:
        assert sum(one.startswith(begins) for one in says), f"nothing promised begins “{begins}”"


def test_bytes_have_the_unit_in_which_they_are_more_than_one():
    assert _speed.said(1_790_000, "B") == "1.79 MB"
    assert _speed.said(90_700, "B") == "90.7 kB"
    assert _speed.said(0.5, "ratio") == "0.5×"


def test_this_site_is_compared_with_bare_pyodide_on_every_link():
    _, rows = tables.content("speed")
    by_name = {row[0].split(" 0.")[0]: row for row in rows}
    assert rows[0] == by_name["this site"]
    assert "—" not in by_name["this site"] + by_name["bare Pyodide"]
