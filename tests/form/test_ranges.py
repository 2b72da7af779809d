"""Results of ranges: medians with 90 % intervals, and bounds."""

import json
import math
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Annotated, Any

import pytest
from annotated_types import Interval, Unit, doc
from hypothesis import given
from hypothesis import strategies as st

from calc.answer import answer
from calc.form import export, html, registry, solve
from calc.form.declare import calculator
from calc.form.errors import InputError
from calc.form.markers import Formula, Scale, Soft
from calc.form.number_field import Number
from calc.form.ranges import draws, show, spread
from calc.form.ranges.spread import Between
from calc.form.state import FormSettings, FormState, fill
from calc.units import Unknown
from tests.form.sample import bill


@dataclass(frozen=True, kw_only=True)
class Found:
    """What becomes of two numbers."""

    product: Annotated[float, "Product", Unit("USD"), Formula("{whole} × {x}")]
    hill: Annotated[float, "Hill"]
    rest: Annotated[float | Unknown, "Rest"]
    whole_again: Annotated[int, "Whole again"]
    nothing: Annotated[float | None, "Nothing"]


@calculator
def product(
    x: Annotated[float, doc("X"), Interval(ge=-10, le=10)] = 1.0,
    whole: Annotated[int, doc("Whole"), Interval(ge=1, le=1000), Scale("log")] = 8,
    size: Annotated[float, doc("Size"), Interval(ge=0, le=1e6), Soft(1, 1000), Scale("log")] = 10.0,
) -> Found:
    """Two numbers."""
    if x > 9:
        raise InputError("x", "X is too far; use 9.")
    return Found(
        product=whole * x,
        hill=1 - (x - 1) ** 2,
        rest=Unknown("Nobody knows negative ones.") if x < 0 else x,
        whole_again=whole,
        nothing=None if size < 10 else size,
    )


def filled(of: Any = product, /, **inputs: str) -> FormState:
    state = fill(of, FormSettings(), inputs)
    errors = [entry.error for entry in state.entries.values() if entry.error]
    assert not errors
    return state


def numbers(state: FormState) -> dict[str, Between]:
    assert state.spread
    return dict(state.spread.numbers)


def test_normal_draws_have_the_quantiles_of_the_normal_distribution():
    for count in (1000, 7):
        for rank, z in enumerate(draws.normal(count)):
            assert z == pytest.approx(NormalDist().inv_cdf((rank + 0.5) / count), abs=1e-8)
    assert NormalDist().inv_cdf(0.95) == pytest.approx(draws.Z_95, abs=1e-12)


@given(st.floats(-600, 600))
def test_the_own_exponential_and_logarithm_are_those_of_the_library(x: float):
    """To thirteen digits; the library's last one depends on the machine."""
    assert draws.exp(x) == pytest.approx(math.exp(x), rel=1e-13)
    assert draws.log(math.exp(x)) == pytest.approx(x, rel=1e-13, abs=1e-13)


@pytest.mark.parametrize("count", draws.MULTIPLIERS)
def test_each_axis_has_every_rank_once_and_axes_do_not_depend_on_each_other(count: int):
    columns = list(zip(*draws.ranks(6, count), strict=True))
    for column in columns:
        assert sorted(column) == list(range(count))
    for at, one in enumerate(columns):
        for other in columns[:at]:
            assert abs(statistics.correlation(one, other)) < 0.02 * 1000 / count


def test_an_input_without_others_gives_its_own_interval_on_its_scale():
    found = numbers(filled(x="1 to 3", whole="1"))["product"]
    assert (found.low, found.middle, found.high) == pytest.approx((1, 2, 3), rel=1e-4)
    found = numbers(filled(size="20 to 2,000"))["nothing"]
    assert (found.low, found.middle) == pytest.approx((22, 204), rel=0.1)  # of those with a number
    state = filled(whole="1 to 100")
    assert state.entries["whole"].value == 10
    found = numbers(state)["whole_again"]
    assert (found.low, found.middle, found.high) == (1, 10, 100)


def test_whole_numbers_and_multiples_stay_what_they_are():
    state = filled(bill, width="64 to 640")
    width = state.calculator.fields["width"]
    assert isinstance(width, Number)
    assert state.entries["width"].value % 64 == 0
    between = state.entries["width"].range
    assert between
    for share in (0, 0.1, 0.37, 1, -0.2, 1.3):
        value = spread.at(width, between, share)
        assert width.check(value) == value


def behemoth(tokens: str, usd: str) -> FormState:
    """At 390 TFLOP/s."""
    mfu = f"{390e12 / 989.5e12:.6%}"
    run = registry.find("training_run")
    return filled(run, model="behemoth", mfu=mfu, tokens=tokens, usd_per_gpu_hour=usd)


def test_the_rent_of_behemoth_agrees_with_a_million_random_draws():
    """On 20T to 40T at $2 to $4: tokens are log-normal, the rent is normal."""
    found = numbers(behemoth("20T to 40T", "$2 to $4"))["cost"]
    chance, z = random.Random(1), NormalDist().inv_cdf(0.95)
    costs = []
    for _ in range(10**6):
        D = math.exp(math.log(20e12 * 40e12) / 2 + chance.gauss() * math.log(2) / 2 / z)
        usd = min(max(3 + chance.gauss() / z, 0), 1000)
        costs.append(6 * 288e9 * D / 390e12 / 3600 * usd)
    costs.sort()
    expected = [costs[round(share * 10**6)] for share in (0.05, 0.5, 0.95)]
    assert [found.low, found.middle, found.high] == pytest.approx(expected, rel=0.01)


def test_bounds_of_behemoth_are_at_the_corners():
    found = numbers(behemoth("20T..40T", "$2..$4"))["cost"]
    least = 6 * 288e9 * 20e12 / 390e12 / 3600 * 2
    assert (found.low, found.high) == pytest.approx((least, 4 * least), rel=1e-5)


def test_bounds_of_a_result_that_rises_and_falls_are_inside():
    found = numbers(filled(x="0..3"))["hill"]
    assert found.low == -3
    assert found.high == pytest.approx(1, abs=1e-5)
    found = numbers(filled(x="0..3", whole="2..9"))["hill"]
    assert found.low == -3
    assert found.high == pytest.approx(1, abs=1e-3)


def test_with_bounds_in_one_field_intervals_count_with_their_ends():
    state = filled(x="1 to 2", whole="2..9")
    assert state.spread
    assert (state.spread.kind, state.spread.mixed) == ("bounds", True)
    assert numbers(state)["product"] == Between(low=2, middle=6, high=18)
    assert "of 90% intervals the ends count" in " ".join(show.about(state))


def test_draws_without_a_result_are_said_with_the_reason():
    told = " ".join(show.about(filled(x="5 to 9")))
    assert "In 5.00% of the draws there is no result: X is too far; use 9." in told
    told = " ".join(show.about(filled(x="0 to 2")))
    assert "In 5.00% of the draws there is no rest: Nobody knows negative ones." in told
    assert "of the draws there is no nothing: it stays empty." in " ".join(
        show.about(filled(size="5 to 20"))
    )


def test_what_is_beyond_the_bounds_of_the_field_is_put_at_the_bound():
    found = numbers(filled(x="-10 to 6", whole="1"))["product"]
    assert found.low == pytest.approx(-10, rel=1e-3)


def test_what_moves_a_result_most_comes_first():
    state = filled(x="1 to 2", whole="2 to 20", size="10 to 20")
    found = spread.effects(state, "product")
    assert [(one.name, one.low, one.high) for one in found] == [
        ("whole", 3, 30),
        ("x", 6, 12),
        ("size", 9, 9),
    ]
    assert show.effect_text(found[2], product.results["product"]) == "no effect"


def test_the_same_form_has_the_same_digits():
    one = fill(product, FormSettings(), {"x": "1 to 2", "whole": "2 to 20"})
    spread._of.forget()
    other = fill(product, FormSettings(), {"x": "1 to 2", "whole": "2 to 20"})
    assert one.spread == other.spread
    assert one.spread is not other.spread
    assert repr(numbers(one)["product"]) == (
        "Between(low=2.8110258488843485, middle=9.306010715972267, high=30.865768485662198)"
    )


def test_a_choice_or_a_date_has_no_range_and_says_so():
    run = registry.find("training_run")
    state = fill(run, FormSettings(), {"model": "scout..maverick"})
    assert state.entries["model"].error.endswith("A range can be written in number fields only.")


def test_a_range_alters_no_other_field_and_what_follows_a_preset_follows_it():
    run = registry.find("training_run")
    alone = filled(run, model="maverick")
    state = filled(run, model="maverick", mfu="20% to 45%")
    for name in run.fields:
        if name != "mfu":
            assert state.entries[name].text == alone.entries[name].text
    assert state.entries["mfu"].changed


def test_a_moved_slider_replaces_the_range():
    state = fill(product, FormSettings(), {"x": "1 to 2"}, {"x": "3"})
    assert state.entries["x"].text == "3"
    assert state.spread is None


def test_a_page_may_start_from_a_range():
    settings = FormSettings(start={"x": "1 to 2"})
    state = fill(product, settings, {})
    assert state.spread
    assert not state.entries["x"].changed
    assert not fill(product, settings, {"x": "4"}).ranges


def ranged() -> FormState:
    return filled(bill, pieces="10 to 1,000", price="2 to 4", tax="0%..20%")


def test_the_page_has_the_middle_as_the_value_and_both_ends_beside_it():
    state = filled(bill, pieces="10 to 1,000", price="2 to 4")
    markup = "".join(html.blocks(state, FormSettings(), "bill").values())
    net = numbers(state)["net"]
    attributes = f'data-result="net" value="{net.middle!r}" data-low="{net.low!r}"'
    assert f'<data {attributes} data-high="{net.high!r}">$297' in markup
    assert "<small> (90%: $28.07" in markup
    assert "90%" in markup.partition('data-brief="')[2].partition('"')[0]
    assert "What moves net price most" in markup
    assert 'aria-valuetext="10 pieces to 1,000 pieces, in the middle 100 pieces"' in markup
    assert "= 100 pieces × $3.00 = $300.00, in the middle of each range" in markup


@pytest.mark.parametrize("form", export.FORMATS)
def test_every_format_has_the_range_and_its_results(form: str):
    written = export.text(form, ranged(), FormSettings(), "1", [filled(bill, price="1 to 2")])
    assert "10 to 1,000" in written
    assert "0%..20%" in written


def test_json_has_low_median_and_high():
    document = json.loads(export.text("json", filled(bill, price="2 to 4"), FormSettings()))
    net = document["results"]["net"]
    assert (net["low"], net["median"], net["high"]) == pytest.approx((80, 120, 160), rel=1e-3)
    assert net["value"] == net["median"]
    assert document["inputs"]["price"]["range"] == "interval"
    assert document["ranges"].startswith("Each input with a range was drawn 1,000 times")
    bounds = json.loads(export.text("json", ranged(), FormSettings()))["results"]["net"]
    assert bounds["median"] is None


def test_csv_has_three_more_columns_only_then():
    plain = export.text("csv", filled(bill), FormSettings()).splitlines()[0]
    ranges = export.text("csv", ranged(), FormSettings()).splitlines()[0]
    assert ranges == f"{plain},range,low,high"


def asked(**question: Any) -> str:
    return answer(json.dumps({"calculator": "training_run", **question}))


def test_pinned_scenarios_have_their_ranges_and_say_what_they_are():
    markup = asked(inputs={"tokens": "20T to 40T"}, pinned=[{"mfu": "20%..30%"}])
    assert "MFU 20%..30%" in markup
    assert "Pinned 1: Results are bounds" in markup


@pytest.mark.parametrize("name", registry.names())
def test_every_calculator_takes_a_range_in_each_number(name: str):
    """Three draws and the ends would do for this; bounds of one field ask a thousand times."""
    one = registry.find(name)
    field = next(f for f in one.fields.values() if isinstance(f, Number))
    slider = field.slider
    ends = [slider.at(slider.first + (slider.last - slider.first) * at) for at in (0.4, 0.6)]
    text = f"{field.text(ends[0])} to {field.text(ends[1])}"
    state = fill(one, FormSettings(), {field.name: text})
    assert state.problem == ""
    assert state.spread
    for row, between in state.spread.numbers.items():
        assert between.low <= between.middle <= between.high, row


def test_a_wrong_range_keeps_the_last_good_result():
    markup = asked(inputs={"tokens": "40T to 20T"})
    assert "The lower end comes first; enter 20T to 40T." in markup
    assert "data-results" not in markup


def test_every_bad_range_has_a_sentence_in_the_field():
    wrong: Callable[[str], str] = lambda text: (  # noqa: E731
        fill(product, FormSettings(), {"x": text}).entries["x"].error
    )
    for text in ("3 to 1", "1 to", "to", "..", "1 to 1", "1 to 2 to 3", "1%..2 kg", "1–2", "x..y"):
        assert wrong(text).endswith(".")


def solved(parameter: str, wanted: str, **inputs: str) -> solve.Solved:
    """Which value of an input gives that many GPU-hours of a training run."""
    state = filled(registry.find("training_run"), **inputs)
    return solve.solve(state, {parameter: {"gpu_hours": wanted}})


def test_a_solution_has_the_interval_over_the_ranges_of_other_inputs():
    """Hours are 6 N D / (MFU × peak), so the corpus is proportional to MFU, which is normal."""
    found = solved("tokens", "2.38M", model="maverick", mfu="20% to 45%")
    assert found.chosen
    assert found.over
    assert found.over.between
    middle = found.chosen.value
    expected = [middle * share / 32.5 for share in (20, 32.5, 45)]
    between = found.over.between
    assert [between.low, between.middle, between.high] == pytest.approx(expected, rel=1e-3)
    assert found.over.missing == 0
    assert found.sentence.endswith(
        "That is for the middle of the range of MFU; over the whole range: corpus 26.7T"
        " (90%: 16.4T to 37.0T)."
    )


def test_with_bounds_a_solution_has_bounds():
    found = solved("tokens", "2.38M", model="maverick", mfu="20%..45%")
    assert found.chosen
    assert found.over
    assert found.over.between
    assert found.over.kind == "bounds"
    ends = [found.chosen.value * share / 32.5 for share in (20, 45)]
    between = found.over.between
    assert [between.low, between.high] == pytest.approx(ends, rel=1e-9)
    assert found.sentence.endswith("over the whole range: corpus 16.4T to 37.0T.")


def test_each_solution_over_two_ranges_gives_what_was_wanted():
    """The interval agrees with solutions of random draws, each found by arithmetic."""
    found = solved("mfu", "5M", model="maverick", tokens="20T to 40T", usd_per_gpu_hour="$2 to $4")
    assert found.over
    assert found.over.between
    assert found.chosen
    chance, z = random.Random(2), NormalDist().inv_cdf(0.95)
    shares = sorted(math.exp(chance.gauss() * math.log(2) / 2 / z) for _ in range(10**5))
    expected = [found.chosen.value * shares[round(share * 10**5)] for share in (0.05, 0.5, 0.95)]
    between = found.over.between
    assert [between.low, between.middle, between.high] == pytest.approx(expected, rel=0.01)


def test_a_draw_without_solution_is_counted():
    """With so few hours not even an MFU of 100 % suffices for the larger corpora."""
    found = solved("mfu", "900k", model="maverick", tokens="10T to 100T")
    assert found.over
    assert 0.1 < found.over.missing < 0.9
    assert "of the range no value gives it." in found.sentence


def test_whole_numbers_come_as_near_as_they_can_over_ranges():
    state = filled(bill, price="1 to 4")
    found = solve.solve(state, {"pieces": {"net": "$82"}})
    assert found.over
    assert found.over.between
    values = (found.over.between.low, found.over.between.middle, found.over.between.high)
    assert all(isinstance(value, int) for value in values)


def test_the_solution_over_ranges_is_in_json():
    asked = {
        "calculator": "training_run",
        "inputs": {"mfu": "20% to 45%"},
        "solve": {"tokens": {"gpu_hours": "2.38M"}},
    }
    solution = json.loads(answer(json.dumps({**asked, "as": "json"})))["solve"]
    assert solution["range"] == "interval"
    assert solution["low"] < solution["median"] < solution["high"]
    assert solution["share_without"] == 0
    assert "over the whole range: corpus" in answer(json.dumps(asked))
