"""Texts in, values and result out."""

import math
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from annotated_types import Interval, doc
from hypothesis import given
from hypothesis import strategies as st

from calc.form import registry, state
from calc.form.declare import calculator
from calc.form.errors import DeclarationError
from calc.form.fields import Choice
from calc.form.number_field import Number
from calc.form.state import MAX_ECHOED_CHARACTERS, FormSettings, FormState, fill
from calc.units import Unknown
from tests.form.sample import CORNER, MARKET, bill


def filled(*, start: dict[str, str] | None = None, **inputs: str) -> FormState:
    return fill(bill, FormSettings(start=start or {}), inputs)


def texts(state: FormState) -> dict[str, str]:
    return {name: entry.text for name, entry in state.entries.items()}


def errors(state: FormState) -> dict[str, str]:
    return {name: entry.error for name, entry in state.entries.items() if entry.error}


STARTS = {
    "shop": "corner",
    "pieces": "40",
    "price": "2",
    "tax": "19%",
    "width": "128",
    "paper": "thin",
    "gift": "no",
}


def test_an_unchanged_form_has_its_start_values_and_a_result():
    state = filled()
    assert texts(state) == STARTS
    assert state.result == bill()
    assert not any(entry.changed for entry in state.entries.values())


def test_texts_become_canonical():
    state = filled(pieces="1,000 pieces", tax="7", paper="THICK", gift="on")
    assert texts(state) == STARTS | {
        "pieces": "1,000",
        "tax": "7%",
        "paper": "thick",
        "gift": "yes",
    }
    assert state.result == bill(pieces=1000, tax=0.07, paper="thick", gift=True)


def test_an_invalid_text_stays_in_its_field_and_nothing_is_computed():
    state = filled(pieces="many", width="100")
    assert texts(state) == STARTS | {"pieces": "many", "width": "100"}
    assert set(errors(state)) == {"pieces", "width"}
    assert not state.valid
    assert state.entries["pieces"].value == 40


def test_a_long_invalid_text_is_cut():
    state = filled(pieces="x" * 10**6)
    assert state.entries["pieces"].text == "x" * MAX_ECHOED_CHARACTERS
    assert len(errors(state)["pieces"]) < 200


def test_unknown_parameters_do_not_change_the_result():
    """An old link must not break a page."""
    assert filled(nonsense="1", __proto__="2").result == bill()


def test_a_preset_provides_start_values():
    state = filled(shop="market")
    assert (state.entries["price"].text, state.entries["price"].start) == ("1.5", "1.5")
    assert state.result == bill(shop=MARKET)
    assert filled(shop="market", price="2").result == bill(shop=MARKET, price=2)


def test_a_field_without_a_value_from_its_preset_is_empty_and_its_results_are_unknown():
    state = filled(shop="attic")
    assert state.entries["price"].text == ""
    assert state.result.net == Unknown("Nobody has priced the attic.")
    assert filled(shop="attic", price="").result.net == state.result.net
    assert filled(shop="attic", price="3").result.net == 120


def test_the_page_sets_start_values():
    page = {"pieces": "7", "price": "3"}
    assert texts(filled(start=page)) == STARTS | page
    assert filled(start=page).entries["pieces"].start == "7"
    assert filled(start=page, pieces="8").result == bill(pieces=8, price=3)


def test_start_values_of_the_page_apply_to_its_preset_only():
    page = {"shop": "market", "price": "3"}
    assert filled(start=page).result == bill(shop=MARKET, price=3)
    assert filled(start=page, shop="corner").result == bill(shop=CORNER, price=2)
    assert filled(start=page, shop="market").result == bill(shop=MARKET, price=3)
    assert filled(start=page, shop="nowhere").entries["price"].text == "3"


def test_a_moved_slider_takes_precedence_over_its_text_and_gives_a_round_value():
    state = fill(bill, FormSettings(), {"pieces": "7"}, {"pieces": "2.7", "tax": "0.1234"})
    assert (state.entries["pieces"].text, state.entries["tax"].text) == ("500", "12.3%")


@pytest.mark.parametrize("position", ["", "nan", "far", "9" * 10**5, "\ud800", "<b>"])
def test_an_invalid_position_gives_an_error_or_an_end_of_the_slider(position: str):
    state = fill(bill, FormSettings(), {}, {"pieces": position, "shop": position, "no": position})
    assert state.entries["pieces"].error or state.entries["pieces"].text == "1,000"
    assert state.entries["shop"].error


def test_an_error_of_the_calculator_is_shown_at_the_field_that_it_names():
    state = filled(pieces="13")
    assert errors(state) == {"pieces": "13 is bad luck; use 12 or 14."}
    assert (state.valid, state.problem) == (False, "")
    assert state.entries["pieces"].text == "13"


def test_an_error_that_names_no_field_is_a_problem_of_the_form():
    state = filled(pieces="666")
    assert state.problem == "The till is closed; another number would open it."
    assert (state.valid, errors(state)) == (False, {})


def test_an_overflow_is_a_problem_of_the_form():
    problem = "These numbers are too large or too small to compute with; change them."
    assert filled(pieces="1T").problem == problem


VALUES = st.text(max_size=30) | st.sampled_from(
    [
        "",
        "0",
        "13",
        "666",
        "1T",
        "1e999",
        "nan",
        "-1",
        "5%",
        "attic",
        "thick",
        "yes",
        "<b>",
        "\ud800",
    ]
)


@given(st.dictionaries(st.sampled_from([*STARTS, "other"]), VALUES))
def test_any_input_gives_either_a_result_or_an_error(inputs: dict[str, Any]):
    state = fill(bill, FormSettings(), inputs)
    assert state.valid != bool(errors(state) or state.problem)


@given(st.dictionaries(st.sampled_from(list(STARTS)), VALUES))
def test_canonical_texts_give_the_same_result(inputs: dict[str, str]):
    state = fill(bill, FormSettings(), inputs)
    if state.valid:
        again = fill(bill, FormSettings(), texts(state))
        assert again.result == state.result
        assert texts(again) == texts(state)


def test_an_unknown_parameter_gives_a_notice_and_the_others_count():
    state = fill(bill, FormSettings(), {"pieces": "7", "colour": "red"})
    assert state.entries["pieces"].value == 7
    assert state.valid
    assert state.notice == (
        "The link also sets “colour”, which this form does not have; everything else is set."
    )


def test_the_notice_lists_only_a_few_unknown_parameters():
    state = fill(bill, FormSettings(), dict.fromkeys("abcdefgh", "1") | {"pieces": "many"})
    assert "sets “a”, “b”, “c” and more, which" in state.notice
    assert not state.valid


def test_known_parameters_give_no_notice():
    assert not fill(bill, FormSettings(), dict.fromkeys(bill.fields, "?")).notice


@pytest.mark.parametrize("name", registry.names())
def test_fields_from_the_cache_equal_those_without_it(name):
    calculator = registry.find(name)
    for parameter, field in calculator.fields.items():
        texts = ["?"]
        if isinstance(field, Choice):
            texts += [option.key for option in field.options]
        if isinstance(field, Number):
            texts += [field.text(field.low), field.text(field.high)]
        for text in texts:
            combine = fill(calculator, FormSettings(), {parameter: text}).entries
            state._untouched.forget()
            alone = state._entries(calculator, (), {parameter: text}, alone=True)
            found = {key: entry for key, entry in combine.items() if not entry.error}
            assert found == {key: alone[key] for key in found}


@dataclass(frozen=True)
class Share:
    each: Annotated[float, "Each"]


@calculator
def share(
    people: Annotated[int, doc("People"), Interval(ge=0, le=9)] = 2,
) -> Share:
    """What each of some people gets, in a function with every fault."""
    match people:
        case 3:
            return Share(each=math.sqrt(-1))
        case 4:
            return Share(each=math.exp(1000))
        case 5:
            raise KeyError("x")
        case 6:
            return Share(each=[][people])
        case 7:
            return share.function(people)
        case 8:
            raise AssertionError
        case 9:
            return people  # type: ignore[return-value]  # a fault
    return Share(each=6 / people)


@pytest.mark.parametrize(
    ("people", "problem"),
    [
        (0, "With these numbers the calculation divides by zero; change one of them."),
        (3, "With these numbers a part of the formula has no value, such as the root of a negative "
            "number; change one of them."),
        (4, "These numbers are too large or too small to compute with; change them."),
    ],
)  # fmt: skip
def test_numbers_that_cannot_be_computed_with_are_told_as_what_they_are(people: int, problem: str):
    state = fill(share, FormSettings(), {"people": str(people)})
    assert (state.valid, state.problem, state.fault) == (False, problem, None)


@pytest.mark.parametrize(
    ("people", "fault", "words"),
    [
        (5, KeyError, "(KeyError: 'x')"),
        (6, IndexError, "(IndexError: list index out of range)"),
        (7, RecursionError, "(RecursionError: maximum recursion depth exceeded"),
        (8, AssertionError, "(AssertionError)"),
        (9, DeclarationError, "(DeclarationError: share returned"),
    ],
)
def test_a_fault_of_the_calculator_is_named_and_kept(
    people: int, fault: type[Exception], words: str
):
    state = fill(share, FormSettings(), {"people": str(people)})
    assert type(state.fault) is fault
    assert state.problem.startswith(f"The calculator fails with these values {words}")
    assert state.problem.endswith("; change one of them.")
    assert state.values == [("people", people)]
    assert fill(share, FormSettings(), {}).fault is None
