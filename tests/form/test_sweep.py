"""Sweeps: the numbers of a calculator along one input, and maps over two."""

import csv
import io
import json
import re
from typing import Any

import pytest

from calc import asked, words
from calc.answer import answer
from calc.form import registry, state, sweep
from calc.form.state import FormSettings, FormState
from calc.units import Unknown
from tests.form.sample import bill

NAMES = registry.names()


def filled_bill(**inputs: str) -> FormState:
    return state.fill(bill, FormSettings(), inputs)


def swept(filled: FormState, *over: str, points: Any = None) -> sweep.Sweep:
    return sweep.compute(sweep.begin(filled, sweep.read(list(over), points, filled)))


@pytest.mark.parametrize("name", NAMES)
def test_every_input_of_every_calculator_can_be_drawn_along(name: str):
    """The numbers of a sweep are those that the form has with the same value."""
    filled = state.fill(registry.find(name), FormSettings(), {})
    for parameter in [n for n, e in filled.entries.items() if hasattr(e.field, "slider")]:
        made = swept(filled, parameter, points=3)
        for (x,) in made.places:
            text = made.along[0].field.text(x)
            there = state.fill(filled.calculator, FormSettings(), {parameter: text})
            for result, value in made.numbers[x,].items():
                wanted = getattr(there.result, result) if there.valid else None
                if isinstance(value, Unknown):
                    assert not isinstance(wanted, int | float), (parameter, text, result)
                else:
                    assert value == wanted, (parameter, text, result)


def test_values_follow_the_scale_of_the_field_and_are_valid():
    made = swept(filled_bill(), "pieces=1..1000", points=4)
    assert made.along[0].values == (1, 10, 100, 1000)
    assert swept(filled_bill(), "tax=0%..30%", points=4).along[0].values == (0, 0.1, 0.2, 0.3)
    assert swept(filled_bill(), "width", points=4).along[0].values == (64, 256, 448, 640)


def test_a_gap_has_its_reason():
    made = swept(filled_bill(), "pieces=12..14", points=3)
    value = made.numbers[13,]["net"]
    assert isinstance(value, Unknown)
    assert "bad luck" in value.reason


@pytest.mark.parametrize(
    ("over", "points", "sentence"),
    [
        ("x", None, "There is no number “x” here; use pieces, price, tax or width."),
        ("shop", None, "There is no number “shop” here; use pieces, price, tax or width."),
        ("pieces=1", None, "“1” does not have two ends; enter pieces=1..1,000."),
        ("pieces=1..2..3", None, "“1..2..3” does not have two ends; enter pieces=1..1,000."),
        ("pieces=5..5", None, "“5..5” is one value; enter pieces=1..1,000."),
        ("pieces=9..1", None, "“9..1” ends below its start; enter pieces=1..9."),
        ("pieces=1..x", None, "Pieces: “x” is not a number; enter a whole number from 0 to 1T."),
        ("pieces", 1, "“1” points cannot be drawn; use a whole number from 2 to 1,000."),
        ("pieces", 10**6, "“1000000” points cannot be drawn; use a whole number from 2 to 1,000."),
        ("pieces", "many", "“many” points cannot be drawn; use a whole number from 2 to 1,000."),
        ("pieces", True, "“True” points cannot be drawn; use a whole number from 2 to 1,000."),
        (["pieces", "pieces"], None, "“pieces” is named twice; name two different inputs."),
        ([], None, "Name one input or two to draw along."),
        (["pieces", "price", "tax"], None, "Name one input or two to draw along."),
        (7, None, "Name one input or two to draw along."),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(over: Any, points: Any, sentence: str):
    with pytest.raises(sweep.SweepError) as error:
        sweep.read(over, points, filled_bill())
    assert str(error.value) == sentence


def ask(**more: Any) -> str:
    return answer(json.dumps({"calculator": "training_run", "inputs": {"model": "scout"}, **more}))


def test_an_answer_has_the_chart_with_a_slider_for_its_input():
    html = ask(over=["tokens=1T..100T"], of="gpu_hours", pinned=[{"tokens": "30T"}])
    drawn = html.partition("data-asked>")[2].partition("data-summary")[0]
    assert '<figure id="training_run-asked-figure" data-chart="lines">' in drawn
    assert "<strong>GPU time by corpus</strong> Now corpus 40T: GPU time" in drawn
    assert 'data-role="pinned-1"' in drawn
    assert 'id="training_run-asked-tokens" data-slider="tokens"' in drawn


def test_a_map_has_contours_with_their_numbers():
    html = ask(over=["tokens=1T..100T", "mfu=5%..60%"], of="gpu_hours", points=9)
    drawn = html.partition("data-asked>")[2].partition("data-summary")[0]
    assert '<figure id="training_run-asked-figure" data-chart="map">' in drawn
    assert drawn.count("data-contour") >= 3
    assert ">10 M<" in drawn or ">10M<" in drawn or ">10 M</" in drawn
    assert drawn.count("data-slider") == 2


def test_a_long_drawing_comes_in_portions_that_end_in_the_same():
    whole = {"over": ["tokens=1T..100T", "mfu"], "points": 8}
    asked._begun = None
    portions = [ask(**whole, portion=20) for _ in range(4)]
    assert ["<progress" in one for one in portions] == [True, True, True, False]
    assert portions[-1] == ask(**whole)


def test_a_wrong_drawing_is_a_sentence_in_the_answer():
    assert "<p data-unsolved>There is no number “&lt;x&gt;” here; use" in ask(over=["<x>"])
    assert "<p data-unsolved>There is no number “x” here; use" in ask(over=["tokens"], of="x")


def test_csv_has_a_line_for_each_place():
    text = ask(over=["tokens=1T..100T", "mfu"], points=3, **{"as": "csv"})
    lines = list(csv.DictReader(io.StringIO(text)))
    assert len(lines) == 9
    run = registry.find("training_run")
    for line in lines:
        result = run(model="scout", tokens=int(line["tokens"]), mfu=float(line["mfu"]))
        assert float(line["cost"]) == result.cost


def test_json_has_the_points():
    document = json.loads(ask(over=["tokens=1T..100T"], points=3, **{"as": "json"}))
    assert document["over"]["inputs"] == ["tokens"]
    assert [one["inputs"]["tokens"] for one in document["over"]["points"]] == [1e12, 1e13, 1e14]


def ranged(kind: str = "20% to 45%") -> FormState:
    run = registry.find("training_run")
    return state.fill(run, FormSettings(), {"model": "maverick", "mfu": kind})


def test_over_a_range_of_another_input_a_line_has_medians_with_intervals():
    """At each place they are those of a form with that value, to what fewer draws leave."""
    made = swept(ranged(), "tokens=1T..100T", points=3)
    assert made.kind == "interval"
    for (tokens,) in made.places:
        text = made.along[0].field.text(tokens)
        texts = {"model": "maverick", "mfu": "20% to 45%", "tokens": text}
        there = state.fill(registry.find("training_run"), FormSettings(), texts)
        assert there.spread
        one, other = made.between[tokens,]["cost"], there.spread.numbers["cost"]
        assert [one.low, one.middle, one.high] == pytest.approx(
            [other.low, other.middle, other.high], rel=0.01
        )
        assert made.numbers[tokens,]["cost"] == one.middle


def test_with_bounds_the_band_has_the_corners():
    made = swept(ranged("20%..45%"), "tokens=10T..20T", points=2)
    between = made.between[10e12,]["gpu_hours"]
    assert between.high / between.low == pytest.approx(45 / 20)


def test_a_band_is_in_the_chart_its_table_and_copies():
    given = {"inputs": {"model": "maverick", "mfu": "20% to 45%"}, "over": ["tokens=1T..100T"]}
    question = {"calculator": "training_run", "points": 3, "of": "gpu_hours", **given}
    html = answer(json.dumps({**question, "pinned": [{"model": "scout"}]}))
    drawn = html.partition("data-asked>")[2].partition("data-summary")[0]
    assert drawn.count("data-band") == 2 - 1  # the pinned scenario has no range
    assert words.current().sweep_interval in drawn
    assert drawn.count(f">{words.current().column_from}<") == 2
    shown = html.partition('data-result="gpu_hours"')[2].partition("</tr>")[0]
    median = re.findall(r">([^<>]+)<small>", shown)[0]
    assert f"GPU time {median}" in drawn.replace("&nbsp;", " ")
    text = answer(json.dumps({**question, "as": "csv"}))
    (first, *_) = csv.DictReader(io.StringIO(text))
    low, middle, high = (
        float(first[key]) for key in ("gpu_hours_low", "gpu_hours", "gpu_hours_high")
    )
    assert low < middle < high
    points = json.loads(answer(json.dumps({**question, "as": "json"})))["over"]["points"]
    assert points[0]["between"]["gpu_hours"] == {"low": low, "median": middle, "high": high}


def test_a_map_over_ranges_is_for_their_middle_and_says_so():
    given = {"inputs": {"mfu": "20% to 45%"}, "over": ["tokens", "usd_per_gpu_hour"], "points": 3}
    html = answer(json.dumps({"calculator": "training_run", **given}))
    assert words.current().sweep_middle in html


def test_a_copy_of_a_drawing_has_all_its_places():
    """The page asks for portions, and its copies with the same question."""
    asked._begun = None
    text = ask(over=["tokens=1T..100T", "mfu"], points=3, portion=2, **{"as": "csv"})
    assert len(list(csv.DictReader(io.StringIO(text)))) == 9
