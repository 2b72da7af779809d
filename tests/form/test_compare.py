"""Pinned scenarios beside the form, as HTML."""

import pytest

from calc.form import html
from calc.form.compare import difference
from calc.form.state import FormSettings, fill
from tests.form.sample import bill
from tests.markup import Node, tree

HOSTILE = "\"'><script>alert(1)</script>&amp;<!--"


def compared(inputs: dict[str, str], *pinned: dict[str, str]) -> Node:
    states = [fill(bill, FormSettings(), one) for one in (inputs, *pinned)]
    return tree("".join(html.blocks(states[0], FormSettings(), "x", states[1:]).values()))


def heads(answer: Node) -> list[str]:
    return [head.text for head in answer.one("thead").all("th")]


def row(answer: Node, label: str) -> list[str]:
    (found,) = [r for r in answer.all("tr") if r.all("th", scope="row") and label in r.text]
    return [" ".join(filter(None, (n.text for n in cell.walk() if n.tag in ("data", "span"))))
            for cell in found.all("td")]  # fmt: skip


def test_without_pins_there_are_no_columns():
    assert not compared({}).all("thead")
    assert {len(r.all("td")) for r in compared({}).all("tr")} == {1}


def test_each_pinned_scenario_is_a_column_with_its_own_numbers():
    answer = compared({"pieces": "80"}, {"pieces": "20"}, {})
    assert row(answer, "Net price") == ["$160.00", "$40.00", "$80.00"]
    assert {len(r.all("td")) for r in answer.all("tr")[1:]} == {3}


def test_only_the_numbers_of_the_form_are_marked_as_results():
    """Or sentences that follow them would not know which."""
    answer = compared({"pieces": "80"}, {"pieces": "20"})
    assert [n["value"] for n in answer.all(data_result="net")] == ["160.0"]


def test_a_column_header_names_the_inputs_that_differ():
    answer = compared({"pieces": "80", "gift": "yes"}, {"pieces": "20", "gift": "yes", "tax": "7%"})
    assert heads(answer) == [
        "Result difference from now",
        "Now pieces 80, TAX 19%",
        "Pinned 1 pieces 20, TAX 7% Unpin",
    ]


def test_a_column_header_does_not_name_values_that_follow_from_a_preset():
    """Its price follows from the shop."""
    assert heads(compared({}, {"shop": "market"}))[1:] == [
        "Now Corner & Sons",
        "Pinned 1 Market Unpin",
    ]
    assert "price not published" not in heads(compared({}, {"shop": "attic"}))[2]


def test_money_and_choices_are_named_as_in_the_form():
    (_, now, pinned) = heads(compared({"price": "3"}, {"paper": "thick", "gift": "yes"}))
    assert now == "Now price $3, paper Thin, gift no"
    assert pinned == "Pinned 1 price $2, paper thick, gift yes Unpin"


def test_a_scenario_that_equals_the_form_is_called_so():
    assert heads(compared({"tax": "7%"}, {"tax": "7%"}))[1:] == [
        "Now the same inputs",
        "Pinned 1 the same inputs Unpin",
    ]


@pytest.mark.parametrize(
    ("value", "now", "unit", "said"),
    [
        (5e6, 1e7, "USD", "−$5.00M, −50.0%"),
        (1e7, 5e6, "USD", "+$5.00M, +100%"),
        (0.35, 0.4, "1", "−5.00 points, −12.5%"),
        (7, 7, "experts", "the same"),
        (7, 0, "experts", "+7 experts"),
        (-2.0, -4.0, "", "+2.00, +50.0%"),
        (3e12, 1e12, "tokens", "+2.00T, +200%"),
    ],
)
def test_differences_are_absolute_and_relative(value: float, now: float, unit: str, said: str):
    assert difference(value, now, unit) == said


def test_differences_are_below_the_numbers():
    answer = compared({"pieces": "80"}, {"pieces": "20"})
    differences = [n.text for n in answer.all(data_difference="")]
    assert differences == ["−$120.00, −75.0%", "−$142.80, −75.0%", "the same"]


def test_the_reason_for_unknown_numbers_is_given_once_per_column():
    answer = compared({}, {"shop": "attic"})
    assert [n.text for n in answer.all(data_unknown="")] == [
        "unknown: Nobody has priced the attic.",
        "unknown: for the same reason",
    ]
    assert not [d for d in answer.all(data_difference="") if d.text != "the same"]


def test_there_is_no_difference_from_an_unknown_number():
    answer = compared({"shop": "attic"}, {})
    assert row(answer, "Net price")[1] == "$80.00"


@pytest.mark.parametrize(
    ("pinned", "fault"),
    [
        ({"pieces": "many"}, "pieces: “many” is not a number; "),
        ({"pieces": "13"}, "pieces: 13 is bad luck; use 12 or 14."),
        ({"pieces": "666"}, "The till is closed; another number would open it."),
        ({"shop": ""}, "shop: Nothing is chosen; "),
    ],
)
def test_a_pinned_scenario_without_a_result_has_the_reason_in_its_header(
    pinned: dict[str, str], fault: str
):
    answer = compared({"tax": "7%"}, pinned, {})
    assert fault in heads(answer)[2]
    assert heads(answer)[1] == "Now TAX 7%"
    (net,) = [r for r in answer.all("tr") if "Net price" in r.text]
    assert [cell.text for cell in net.all("td")][1] == "–"


def test_each_can_be_unpinned():
    buttons = compared({}, {"tax": "7%"}, {"tax": "5%"}).one("thead").all("button")
    assert [(b["data-unpin"], b["aria-label"]) for b in buttons] == [
        ("0", "Unpin Pinned 1: TAX 7%"),
        ("1", "Unpin Pinned 2: TAX 5%"),
    ]


def test_nothing_hostile_becomes_markup():
    calm = compared({}, dict.fromkeys(bill.fields, "?"))
    hostile = compared({}, dict.fromkeys(bill.fields, HOSTILE) | {HOSTILE: HOSTILE})
    assert [n.tag for n in hostile.walk()] == [n.tag for n in calm.walk()]
    assert hostile.one(id="x-notice").text.startswith("The link also sets “\"'><script>alert")
