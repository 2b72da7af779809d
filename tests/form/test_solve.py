"""Solving: to solve, then to compute, gives what was wanted, or a true sentence says why not."""

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from calc.answer import answer
from calc.form import registry, solve, state
from calc.form.curve import Allowed, Curve
from calc.form.number_field import Number
from calc.form.state import FormSettings, FormState
from calc.units import Unknown
from tests.form.sample import bill

NAMES = registry.names()
PAIRS = [
    (name, parameter, result)
    for name in NAMES
    for filled in (state.fill(registry.find(name), FormSettings(), {}),)
    for parameter in solve.inputs(filled)
    for result in solve.results(filled)
]
"""Every number input with every number result of every calculator."""

SAMPLE = Random(18).sample(PAIRS, 60)


def form(name: str, **inputs: str) -> FormState:
    """A form of the site as filled in."""
    return state.fill(registry.find(name), FormSettings(), inputs)


def solved(filled: FormState, parameter: str, result: str, text: str) -> solve.Solved:
    return solve.solve(filled, {parameter: {result: text}})


def result_at(filled: FormState, parameter: str, text: str, result: str) -> Any:
    """The result for a form with another text in one field, as a reader would type it."""
    texts = {name: entry.text for name, entry in filled.entries.items() if entry.changed}
    after = state.fill(filled.calculator, FormSettings(), {**texts, parameter: text})
    assert after.valid, (parameter, text, after.problem, after.entries[parameter].error)
    return getattr(after.result, result)


def check(name: str, parameter: str, result: str) -> None:
    """Targets that the function has at random values, and one that it may not have."""
    filled = form(name)
    field = filled.entries[parameter].field
    assert isinstance(field, Number)
    chance, allowed = Random(f"{name} {parameter} {result}"), Allowed(field)
    slider = field.slider
    targets: list[float] = []
    for part in (chance.random(), chance.random()):
        x = slider.at(slider.first + part * (slider.last - slider.first))
        texts = {parameter: field.text(allowed.near(x))}
        there = state.fill(filled.calculator, FormSettings(), texts)
        y = getattr(there.result, result) if there.valid else None
        if isinstance(y, int | float):
            targets.append(y)
    for target in targets:
        found = solved(filled, parameter, result, _written(name, result, target))
        assert found.chosen, (target, found.sentence)
        for one in found.solutions:
            y = result_at(filled, parameter, one.text, result)
            assert y == pytest.approx(found.wanted, rel=1e-6, abs=1e-300)
    odd = (max(targets, default=1) or 1) * chance.choice((1e-3, 0.37, 1.61, 1e3))
    found = solved(filled, parameter, result, _written(name, result, odd))
    assert found.sentence
    for one in (*found.solutions, *found.nearest):
        y = result_at(filled, parameter, one.text, result)
        assert y == pytest.approx(one.gives, rel=1e-6, abs=1e-300)
    if not found.solutions:
        _no_value_tried_at_random_gives(filled, found, chance)


def _written(name: str, result: str, value: float) -> str:
    """The value as people write it; a share without its sign would be asked about."""
    is_share = registry.find(name).results[result].unit == "1"
    return f"{value * 100!r}%" if is_share else repr(value)


def _no_value_tried_at_random_gives(filled: FormState, found: solve.Solved, chance: Random) -> None:
    """The sentence that nothing gives it is true: results elsewhere are further off."""
    field = filled.entries[found.parameter].field
    assert isinstance(field, Number)
    best = min((abs(one.gives - found.wanted) for one in found.nearest), default=None)
    for _ in range(20):
        x = field.slider.at(chance.uniform(field.slider.first, field.slider.last))
        there = state.fill(filled.calculator, FormSettings(), {found.parameter: field.text(x)})
        y = getattr(there.result, found.result) if there.valid else None
        if isinstance(y, int | float) and best is not None:
            assert abs(y - found.wanted) >= best * (1 - 1e-6), (x, y, found.sentence)


@pytest.mark.parametrize(("name", "parameter", "result"), SAMPLE)
def test_solve_then_compute_gives_what_was_wanted(name: str, parameter: str, result: str):
    check(name, parameter, result)


@pytest.mark.long
@pytest.mark.parametrize(("name", "parameter", "result"), PAIRS)
def test_so_does_every_pair(name: str, parameter: str, result: str):
    check(name, parameter, result)


def test_2_38_million_gpu_hours_buy_maverick_22_trillion_tokens():
    """The hours of the model card, and its corpus of 22T."""
    found = solved(form("training_run", model="maverick"), "tokens", "gpu_hours", "2.38M")
    assert found.chosen
    assert found.chosen.value == pytest.approx(22e12, rel=0.001)
    assert "22T tokens" in found.sentence
    assert "2.38M GPU-hours" in found.sentence


@pytest.mark.parametrize(
    "text", ["$100M", "100 million dollars", "100e6", "1e8 USD", "$100,000,000"]
)
def test_a_wanted_amount_is_read_with_its_unit(text: str):
    found = solved(form("training_run"), "mfu", "cost", text)
    assert found.wanted == 100e6
    assert found.chosen


@pytest.mark.parametrize("text", ["", "x", "nan", "1e999", "5 elephants", "€5", "1,2,3", "9" * 99])
def test_a_wrong_target_is_a_sentence(text: str):
    with pytest.raises(solve.SolveError, match=r"^Rent: .* .*\.$"):
        solved(form("training_run"), "mfu", "cost", text)


@pytest.mark.parametrize(
    "asked",
    [None, [], "tokens", {}, {"tokens": {}}, {"tokens": {"cost": None}}, {"tokens": {"cost": [1]}}],
)
def test_a_question_of_another_shape_is_a_sentence(asked: Any):
    with pytest.raises(solve.SolveError, match=r"^Name one input and one result"):
        solve.solve(form("training_run"), asked)


def test_names_of_no_number_are_a_sentence():
    for asked in ({"model": {"cost": "1"}}, {"x": {"cost": "1"}}, {"mfu": {"cost_range": "1"}}):
        with pytest.raises(solve.SolveError, match=r"^There is no number “.*” here; .* .*\.$"):
            solve.solve(form("training_run"), asked)


def test_an_error_in_another_field_comes_first():
    with pytest.raises(solve.SolveError, match=r"^MFU: “x” is not a number"):
        solved(form("training_run", mfu="x"), "tokens", "cost", "$1M")
    assert solved(form("training_run", tokens="x"), "tokens", "cost", "$1M").chosen


def test_an_unknown_start_value_can_be_looked_for():
    found = solved(filled_bill(shop="attic"), "price", "net", "$60")
    assert found.chosen
    assert (found.chosen.text, found.sentence) == ("1.5", "Price $1.5 gives net price $60.00.")


def test_what_is_unknown_whatever_the_input_says_why():
    found = solved(filled_bill(shop="attic"), "pieces", "net", "$60")
    assert not found.chosen
    assert found.sentence == (
        "Net price has no value for any value of pieces: Nobody has priced the attic."
    )


def filled_bill(**inputs: str) -> FormState:
    return state.fill(bill, FormSettings(), inputs)


def test_whole_numbers_have_their_neighbours_and_what_they_give():
    found = solved(filled_bill(tax="0"), "pieces", "net", "$81")
    assert [(one.text, one.gives) for one in found.nearest] == [("40", 80.0), ("41", 82.0)]
    assert found.sentence == (
        "No value of pieces gives exactly net price $81.00; the nearest are 40 pieces with $80.00"
        " and 41 pieces with $82.00."
    )
    assert solved(filled_bill(), "pieces", "net", "$82").chosen.text == "41"  # type: ignore[union-attr]


def test_multiples_stay_multiples():
    found = solved(filled_bill(), "width", "words", "200")
    assert [one.text for one in found.nearest] == ["192", "256"]


def test_what_is_out_of_reach_has_the_nearest():
    found = solved(filled_bill(), "tax", "gross", "$1M")
    assert [one.text for one in found.nearest] == ["100%"]
    assert "No value of tax from 0% to 100% gives" in found.sentence.replace("TAX", "tax")


def test_a_result_that_does_not_depend_on_an_input_says_so():
    found = solved(filled_bill(), "price", "words", "7")
    assert found.sentence == "Words on the bill is 132 for every value of price from 0 to $1M."


def curve(function: Any, low: float = 0, high: float = 10, **more: Any) -> Curve:
    kind = bill.fields["price"]
    assert isinstance(kind, Number)
    field = replace(
        kind, low=low, high=high, slider=replace(kind.slider, low=low, high=high), **more
    )
    return Curve(function, Allowed(field), None)


def roots(function: Any, wanted: float, **more: Any) -> list[float]:
    return [one.first.x for one in curve(function, **more).solutions(wanted)]


def test_several_solutions_are_all_found():
    assert roots(lambda x: (x - 2) * (x - 5) * (x - 9), 0) == pytest.approx([2, 5, 9])
    assert roots(lambda x: (x - 3.3) ** 2, 1e-9) == pytest.approx([3.3 - 10**-4.5, 3.3 + 10**-4.5])


def test_a_jump_is_no_solution():
    found = curve(lambda x: 1 if x < 4 else 3)
    assert found.solutions(2) == []
    below, above = found.nearest(2)
    assert (below.y, above.y) == (1, 3)
    assert below.x == pytest.approx(4) == above.x


def test_a_level_stretch_is_a_solution_with_two_ends():
    (found,) = curve(int).solutions(4)
    assert (found.first.x, found.last.x) == pytest.approx((4, 5))


def test_a_value_between_the_teeth_of_a_saw_is_found():
    """The scan sees 48 values; the teeth are narrower, and one is high enough."""

    def saw(x: float) -> float:
        tooth, along = divmod(x, 0.125)
        return along * (8 if tooth != 41 else 16)

    (found,) = curve(saw).solutions(1.05)
    assert found.first.x == pytest.approx(41 * 0.125 + 1.05 / 16)


def test_days_over_chunks_of_attention_are_found_again():
    """The mean span of attention in chunks of 8,192 falls after each chunk's end."""
    filled = form("any_model")
    days = result_at(filled, "context", "17800", "days")
    found = solved(filled, "context", "days", repr(days))
    assert found.chosen
    assert found.chosen.gives == pytest.approx(days, rel=1e-6)


def test_where_a_result_turns_only_what_was_found_is_said():
    filled = form("any_model")
    highest = max(result_at(filled, "context", text, "days") for text in ("1Ki", "8Ki", "1G"))
    found = solved(filled, "context", "days", repr(10 * highest))
    assert "was found that gives" in found.sentence
    assert found.nearest


def test_gaps_are_stepped_around():
    def function(x: float) -> float | Unknown:
        return Unknown("odd") if 3 < x < 6 else x

    found = curve(function)
    assert [one.first.x for one in found.solutions(2.5)] == pytest.approx([2.5])
    assert found.solutions(5) == []
    assert found.nearest(4)[0].x == pytest.approx(3)
    (gap,) = found.gaps()
    assert (gap.low, gap.high) == pytest.approx((3, 6))


def test_poles_and_huge_numbers_are_no_solutions():
    assert roots(lambda x: 1 / (x - 5.01) if x != 5.01 else Unknown("pole"), 0) == []
    assert roots(lambda x: x * 1e307, 5e307) == pytest.approx([5])


def test_an_answer_has_the_value_in_the_form_and_says_so():
    asked = {"calculator": "training_run", "inputs": {"model": "maverick"}}
    html = answer(json.dumps({**asked, "solve": {"tokens": {"gpu_hours": "2.38M"}}}))
    assert "<p data-solved>Corpus 22T tokens (exactly 22,003.33B) gives" in html
    assert 'value="22,003.33B"' in html
    assert '<button type="button" data-set="tokens" value="22T"' in html


def test_an_answer_that_cannot_be_has_its_sentence_and_the_form_as_it_was():
    asked = {"calculator": "training_run", "inputs": {"tokens": "30T"}}
    plain = answer(json.dumps(asked))
    for wrong in (
        {"x": {"cost": "1"}},
        None,
        {"tokens": {"cost": "<b>"}},
        {"tokens": {"cost": "$1e-9"}},
    ):
        html = answer(json.dumps({**asked, "solve": wrong}))
        assert "<p data-unsolved>" in html
        assert "<b>" not in html.partition("data-unsolved")[2].partition("</p>")[0]
        assert html.partition(" data-summary")[2] == plain.partition(" data-summary")[2]


def test_json_has_the_solution():
    asked = {"calculator": "training_run", "as": "json", "version": "1"}
    document = json.loads(answer(json.dumps({**asked, "solve": {"mfu": {"cost": "$20M"}}})))
    (one,) = document["solve"]["solutions"]
    assert document["inputs"]["mfu"]["value"] == one["value"]
    assert document["results"]["cost"]["value"] == pytest.approx(20e6, rel=1e-6)
