"""Inputs that are members of an Enum, dates, short texts, or empty."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal

import pytest
from annotated_types import Interval, Unit, doc

import calc.form
from calc.form import html, registry
from calc.form.controls import controls
from calc.form.declare import calculator
from calc.form.errors import DeclarationError, InputError
from calc.form.fields import Choice, LongText
from calc.form.line_fields import Date, Line
from calc.form.markers import Heads, Labels, Percent, Preset
from calc.form.number_field import Number
from calc.form.sentences import in_sentence
from calc.form.state import Entry, FormSettings, FormState, fill
from calc.form.summary import of_input
from calc.units import Unknown
from tests.everyday.loan import Purpose, loan
from tests.markup import Node, tree


def filled(**inputs: str) -> FormState:
    return fill(loan, FormSettings(), inputs)


def entry(name: str, **inputs: str) -> Entry:
    return filled(**inputs).entries[name]


def shown(name: str, **inputs: str) -> Node:
    """The field of a parameter."""
    blocks = html.blocks(filled(**inputs), FormSettings(), "x")
    return tree(blocks[f"x-{name}-field"]).one("p")


def test_a_parameter_becomes_the_field_of_its_type():
    kinds = {name: type(field) for name, field in loan.fields.items()}
    assert kinds == {
        "amount": Number,
        "months": Number,
        "purpose": Choice,
        "deposit": Number,
        "children": Number,
        "sort": Choice,
        "second": Choice,
        "start": Date,
        "until": Date,
        "customer": Line,
    }
    optional = [name for name, field in loan.fields.items() if field.optional]
    assert optional == ["deposit", "children", "sort", "second", "until"]


# Enums.


def test_the_members_of_an_enum_are_options_with_keys_and_words():
    purpose, second = loan.fields["purpose"], loan.fields["second"]
    assert isinstance(purpose, Choice)
    assert isinstance(second, Choice)
    assert [(o.key, o.label, o.value) for o in purpose.options] == [
        ("used_car", "A used car", Purpose.USED_CAR),
        ("roof", "A new roof", Purpose.ROOF),
        ("trip", "trip", Purpose.TRIP),
    ]
    assert [o.label for o in second.options] == ["–", "Used car", "A new roof", "trip"]


def test_a_function_gets_the_member_from_a_key_a_label_or_the_member():
    assert entry("purpose", purpose="trip").value is Purpose.TRIP
    assert loan(purpose="A used car").kind is loan(purpose=Purpose.USED_CAR).kind
    assert loan(purpose="used_car").kind is Purpose.USED_CAR
    with pytest.raises(InputError, match="There is no “car” here; choose used_car, roof or trip"):
        loan(purpose="car")


def test_a_text_that_is_also_a_member_is_that_member():
    class Size(StrEnum):
        SMALL = "s"
        LARGE = "small"

    field = field_of(Annotated[Size, doc("Size")], Size.LARGE)
    assert field.check(Size.SMALL) is Size.SMALL
    assert field.check(Size.LARGE) is Size.LARGE
    assert field.text(Size.LARGE) == "large"


# Inputs that may be empty.


@pytest.mark.parametrize("name", ["deposit", "sort", "second", "until"])
def test_an_empty_field_means_none(name: str):
    assert entry(name).value is None
    assert not entry(name).changed
    assert not entry(name, **{name: ""}).error


def test_a_start_value_may_be_emptied_and_brought_back():
    emptied = entry("children", children=" ")
    assert (emptied.value, emptied.text, emptied.start, emptied.changed) == (None, "", "2", True)
    assert not emptied.error
    assert loan(children=None).signed == Unknown("Nobody has signed.")
    assert not entry("children", children="2").changed


def test_none_is_the_first_option_of_a_choice_that_may_be_empty():
    assert entry("sort", sort="none").value is None
    assert entry("sort", sort="–").value is None
    assert entry("sort", sort="fixed").value == "fixed"
    first, *_ = shown("sort").one("select").all("option")
    assert (first["value"], first.text) == ("none", "–")
    assert "selected" in first


def test_a_number_that_may_be_empty_says_so_and_its_slider_is_not_set():
    field = shown("deposit")
    text, slider = field.one("input", type="text"), field.one("input", type="range")
    assert (text["value"], text["data-start"], text["placeholder"]) == ("", "", "none")
    assert (slider["value"], slider["aria-valuetext"]) == ("0", "not set")
    assert field.one("small", id="x-deposit-note").text == "Optional."
    assert "x-deposit-note" in text["aria-describedby"]
    assert (
        shown("children").one("small", id="x-children-note").text == "Empty if you would not say."
    )
    assert field.one("button")["aria-label"] == "Deposit: back to none"
    assert shown("deposit", deposit="200").one("input", type="range")["aria-valuetext"] == "200 EUR"


def test_a_slider_that_is_moved_sets_a_value():
    moved = fill(loan, FormSettings(), {}, {"deposit": "250"})
    assert moved.entries["deposit"].value == 250


def test_a_wrong_text_in_a_field_that_may_be_empty_is_still_wrong():
    assert entry("deposit", deposit="x").error.startswith(
        "“x” is not a number; enter a number from 0"
    )


def test_a_field_that_may_not_be_empty_is_as_before():
    assert entry("amount", amount="").error.startswith("This field is empty; ")
    assert "placeholder" not in shown("amount").one("input", type="text")


# Dates.


def test_a_date_is_a_native_control_with_the_bounds_of_its_interval():
    start, until = shown("start").one("input"), shown("until").one("input")
    assert (start["type"], start["value"]) == ("date", "2026-03-01")
    assert (start["min"], start["max"]) == ("2026-01-01", "2030-12-31")
    assert (until["value"], until["min"]) == ("", "2026-01-01")
    assert "max" not in until


def test_a_date_is_written_as_programs_do():
    assert entry("start", start=" 2027-02-28 ").value == date(2027, 2, 28)
    assert (
        loan(start="2027-02-28", months=1).instalments
        == loan(start=date(2027, 2, 28), months=1).instalments
    )
    assert of_input(entry("start")) == "start 1 March 2026"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This field is empty; enter a date like 2026-01-01."),
        ("2026-02-30", "“2026-02-30” is not a date; enter one like 2026-01-01."),
        ("1 Smarch 2026", "“1 Smarch 2026” is not a date; enter one like 2026-01-01."),
        ("2025-12-31", "2025-12-31 is too early; enter 2026-01-01 or later."),
        ("2031-01-01", "2031-01-01 is too late; enter 2030-12-31 or earlier."),
    ],
)
def test_a_wrong_date_gets_a_sentence(text: str, sentence: str):
    assert entry("start", start=text).error == sentence
    field = shown("start", start=text)
    assert field.one("strong").text == sentence
    assert field.one("input")["aria-invalid"] == "true"


def test_only_a_date_is_a_date():
    field = loan.fields["start"]
    for wrong in (3, None, datetime(2026, 3, 1)):
        with pytest.raises(ValueError, match=r"is not a date; enter one like 2026-01-01\."):
            field.check(wrong)


# Short texts.


def test_a_short_text_is_on_one_line():
    assert entry("customer", customer=" Zoë\nLovelace ").value == "Zoë Lovelace"
    assert entry("customer", customer="").value == ""
    control = shown("customer", customer="<Ada> & 'Zoë'").one("input")
    assert (control["type"], control["value"]) == ("text", "<Ada> & 'Zoë'")


def test_a_long_text_is_refused():
    assert not entry("customer", customer="x" * 200).error
    sentence = "This text has 201 characters; enter at most 200."
    assert entry("customer", customer="x" * 201).error == sentence
    with pytest.raises(InputError, match="customer: An int is not a text; enter a text"):
        loan(customer=3)


def test_an_empty_text_is_named_in_the_summary():
    assert of_input(entry("customer", customer="")) == "name empty"
    assert of_input(entry("deposit")) == "deposit none"
    assert of_input(entry("second")) == "second purpose none"


def test_canonical_texts_mean_the_same_again():
    """So a link opens what was shared."""
    inputs = {"deposit": "€ 200", "children": "", "sort": "fixed", "second": "trip"}
    inputs |= {"start": "2026-05-01", "until": "2027-01-31", "customer": "Zoë", "purpose": "trip"}
    first = filled(**inputs)
    texts = {name: one.text for name, one in first.entries.items() if one.changed}
    assert texts.keys() == inputs.keys()
    assert filled(**texts).result == first.result
    values = {name: one.value for name, one in first.entries.items()}
    assert loan(**values) == loan(**texts) == first.result


# Declarations.


@dataclass(frozen=True, kw_only=True)
class Out:
    r: Annotated[int, "R"]


def field_of(annotation: Any, default: Any) -> Any:
    """The field of a calculator with one parameter of that annotation."""
    scope: dict[str, Any] = {"annotation": annotation, "default": default, "Out": Out}
    exec('def f(n: annotation = default) -> Out:\n    "Say so."', scope)
    return calculator(scope["f"]).fields["n"]


class Empty(Enum):
    """Nothing to choose."""


Numbers = Annotated[float, Unit("EUR"), Interval(ge=0, le=9)]


def test_markers_inside_a_union_count_too():
    field = field_of(Annotated[Numbers | None, doc("N")], None)
    assert (field.unit, field.low, field.high, field.optional) == ("EUR", 0, 9, True)
    assert field_of(Annotated[str | None, doc("N")], None).read(" ") is None


@pytest.mark.parametrize(
    ("annotation", "default", "sentence"),
    [
        (
            Annotated[Purpose, doc("N"), Labels(CAR="A")],
            "trip",
            "labels CAR, which is not a member",
        ),
        (Annotated[Purpose, doc("N"), Percent()], "trip", "has a marker that means nothing here"),
        (Annotated[Purpose, doc("N")], "car", "starts from a wrong value: There is no “car” here"),
        (Annotated[Empty, doc("N")], "a", "needs different keys to choose from, not []"),
        (Annotated[Literal["none"] | None, doc("N")], None, "needs different keys to choose from"),
        (
            Annotated[float, doc("N"), Interval(ge=0, le=9)],
            None,
            "starts empty; give it a type with",
        ),
        (Annotated[bool | None, doc("N")], None, "may be None; int, float, str, datetime.date"),
        (Annotated[object, doc("N"), Preset()], None, "starts empty; give it a type with “| None”"),
        (
            Annotated[datetime, doc("N")],
            "",
            "; use int, float, bool, str, datetime.date, a Literal, an",
        ),
        (Annotated[int | str | None, doc("N")], None, "int | str"),
        (
            Annotated[date, doc("N"), Interval(gt=date(2026, 1, 1))],
            "",
            "has gt or lt; use Interval(ge",
        ),
        (Annotated[date, doc("N"), Interval(ge=3)], "", "ends at 3; use date(2026, 3, 1)"),
        (
            Annotated[date, doc("N"), Interval(ge=date(2026, 2, 1), le=date(2026, 1, 1))],
            "2026-01-01",
            "ends before it begins; put ge before le",
        ),
        (
            Annotated[date, doc("N")],
            "",
            "starts from a wrong value: This field is empty; enter a date",
        ),
        (Annotated[str, doc("N"), Unit("g")], "", "has a marker that means nothing here: Unit("),
    ],
)
def test_a_parameter_that_cannot_be_a_field_gets_a_reason(
    annotation: Any, default: Any, sentence: str
):
    with pytest.raises(DeclarationError) as raised:
        field_of(annotation, default)
    assert str(raised.value).startswith("f(n) ")
    assert sentence in str(raised.value)


@pytest.mark.parametrize("name", calc.form.__all__)
def test_authors_import_what_they_need_from_one_place(name: str):
    found: Callable[..., Any] = getattr(calc.form, name)
    assert found.__name__ == name


def test_other_names_are_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'other'"):
        calc.form.other  # noqa: B018


def test_a_field_says_what_reads_files_that_are_no_texts():
    heads = Heads(endings=(".fits", ".fts"), script="stars", function="stars:header")
    kind = LongText(name="sky", label="Sky", heads=heads)
    entry = Entry(field=kind, text="", start="", value="")
    file = tree(controls(entry, "x-sky")).one("input", type="file")
    assert file["accept"] == ".json,.txt,application/json,text/plain,.fits,.fts"
    assert file["data-heads"] == ".fits .fts"
    assert file["data-script"] == "stars"
    plain = Entry(field=LongText(name="sky", label="Sky"), text="", start="", value="")
    file = tree(controls(plain, "x-sky")).one("input", type="file")
    assert file["accept"] == ".json,.txt,application/json,text/plain"
    assert "data-script" not in file


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Memory of one accelerator", "memory of one accelerator"),
        ("ZeRO stage", "ZeRO stage"),
        ("MFU", "MFU"),
        ("H100 hours", "H100 hours"),
        ("KV cache in", "KV cache in"),
        ("A day, as a rule", "a day"),
    ],
)
def test_a_label_in_a_sentence_keeps_the_capitals_of_a_name(label: str, inside: str):
    assert in_sentence(label) == inside


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("80GB", "80.0 GB"),
        ("80123456789", "80,123,456,789"),
        ("80GB to 90GB", "80,000,000,000 to 90,000,000,000"),
        ("eighty", "eighty"),
    ],
)
def test_bytes_are_told_shortly_where_that_is_exact(typed: str, told: str):
    filled = fill(registry.find("serving"), FormSettings(), {"memory": typed})
    assert of_input(filled.entries["memory"]) == f"memory of one accelerator {told}"


def test_bytes_at_a_bound_that_a_short_text_would_pass_keep_their_digits():
    filled = fill(registry.find("serving"), FormSettings(), {"memory": "80123456789"})
    memory = filled.entries["memory"]
    assert isinstance(memory.field, Number)
    bound = replace(memory, field=replace(memory.field, low=memory.value))
    assert of_input(bound) == "memory of one accelerator 80,123,456,789"
