"""Results that are texts, yes or no, members of an Enum, dates, durations, or nothing."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Literal

import pytest
from annotated_types import Interval, Unit, doc

from calc.form import dates, export, html
from calc.form.declare import calculator
from calc.form.errors import DeclarationError
from calc.form.export import python
from calc.form.markers import Decimals, Digits, Formula, Labels
from calc.form.state import FormSettings, FormState, fill
from calc.units import Unknown
from tests.everyday.loan import Instalment, Purpose, loan
from tests.markup import Node, tree


def filled(**inputs: str) -> FormState:
    return fill(loan, FormSettings(), inputs)


def answer(*pinned: dict[str, str], **inputs: str) -> Node:
    states = [filled(**one) for one in pinned]
    return tree("".join(html.blocks(filled(**inputs), FormSettings(), "x", states).values()))


@pytest.mark.parametrize(
    ("name", "shown", "raw"),
    [
        ("cost", "€72.00", "72.0"),
        ("monthly", "€424.00", "424.0"),
        ("verdict", "Ada pays <all>", "Ada pays <all>"),
        ("cheap", "yes", "yes"),
        ("kind", "A new roof", "roof"),
        ("ends", "–", ""),
        ("signed", "28 February 2026, 14:05", "2026-02-28T14:05:00"),
        ("takes", "3 hours 5 minutes", "PT11100S"),
        ("saved", "–", ""),
    ],
)
def test_a_result_is_shown_and_its_exact_value_is_in_an_attribute(name: str, shown: str, raw: str):
    cell = answer().one("data", data_result=name)
    assert (cell.text, cell["value"]) == (shown, raw)


def test_a_date_is_marked_as_a_time():
    times = answer(until="2026-05-01").all("time")
    assert ("2026-05-01", "1 May 2026") in [(one["datetime"], one.text) for one in times]


def test_a_member_has_the_words_of_the_declaration():
    assert answer(purpose="trip").one(data_result="kind").text == "A journey"
    assert answer(purpose="used_car").one(data_result="kind").text == "Used car"


def test_an_unknown_date_has_its_reason():
    cell = answer(children="").one(data_unknown="signed")
    assert cell["data-reason"] == "Nobody has signed."


@pytest.mark.parametrize(
    ("value", "shown", "raw"),
    [
        (date(2026, 3, 1), "1 March 2026", "2026-03-01"),
        (datetime(2026, 12, 31, 9, 5), "31 December 2026, 09:05", "2026-12-31T09:05:00"),
        (
            datetime(2026, 1, 2, tzinfo=UTC),
            "2 January 2026, 00:00 UTC",
            "2026-01-02T00:00:00+00:00",
        ),
        (timedelta(hours=2, minutes=5), "2 hours 5 minutes", "PT7500S"),
        (timedelta(days=3), "3 days", "PT259200S"),
        (timedelta(days=1, hours=1, minutes=29), "1 day 1 hour", "PT91740S"),
        (timedelta(hours=23, minutes=59, seconds=59.9), "1 day", "PT86399.9S"),
        (timedelta(minutes=1, seconds=30), "1 minute 30 seconds", "PT90S"),
        (timedelta(seconds=12), "12 seconds", "PT12S"),
        (timedelta(seconds=0.25), "250 ms", "PT0.25S"),
        (timedelta(), "0 seconds", "PT0S"),
        (timedelta(hours=-2), "−2 hours", "-PT7200S"),
        (timedelta(days=4000), "4,000 days", "PT345600000S"),
    ],
)
def test_dates_and_durations_are_written_for_people_and_for_programs(
    value: Any, shown: str, raw: str
):
    assert (dates.shown(value), dates.iso(value)) == (shown, raw)


def test_a_pinned_scenario_shows_what_differs():
    node = answer({"months": "2", "purpose": "trip"}, until="2026-05-01")
    rows = {row.all("th")[0].text: row.all("td")[1] for row in node.all("table")[0].all("tr")[1:]}
    assert rows["Takes"].text == "2 hours 5 minutes−1 hour"
    assert rows["Kind"].text == "A journey"
    assert rows["Cheap"].text == "yesthe same"
    assert rows["Ends"].text == "–"
    assert rows["Cost"].text == "€48.00−€24.00, −33.3%"


def test_a_sentence_for_screen_readers_has_words():
    @calculator(announce=("verdict", "due", "left"))
    def announced(n: Annotated[int, doc("N"), Interval(ge=1, le=8)] = 1) -> Said:
        """What is said."""
        return Said(verdict="yes & no", due=date(2026, 3, 1), left=None)

    blocks = html.blocks(fill(announced, FormSettings(), {}), FormSettings(), "x")
    brief = tree(blocks["x-brief"]).one("p")["data-brief"]
    assert brief == "Verdict yes & no, due 1 March 2026, left –."


@dataclass(frozen=True, kw_only=True)
class Said:
    verdict: Annotated[Literal["yes & no", "no"], "Verdict"]
    due: Annotated[date, "Due"]
    left: Annotated[timedelta | None, "Left"]


def exported(form: str, *pinned: dict[str, str], **inputs: str) -> str:
    states = [filled(**one) for one in pinned]
    return export.text(form, filled(**inputs), FormSettings(), "0123", states)


def test_exports_have_values_for_programs_and_words_for_people():
    lines = {line["name"]: line for line in csv.DictReader(io.StringIO(exported("csv")))}
    assert (lines["start"]["value"], lines["start"]["shown"]) == ("2026-03-01", "1 March 2026")
    assert (lines["deposit"]["value"], lines["deposit"]["shown"]) == ("", "none")
    assert (lines["kind"]["value"], lines["kind"]["shown"]) == ("roof", "A new roof")
    assert (lines["takes"]["value"], lines["takes"]["unit"]) == ("11100.0", "s")
    assert (lines["saved"]["value"], lines["saved"]["shown"]) == ("", "–")
    found = json.loads(exported("json"))
    assert found["inputs"]["deposit"]["value"] is None
    assert found["inputs"]["purpose"]["value"] == "roof"
    assert found["results"]["cheap"]["value"] is True
    assert found["results"]["ends"] == {"label": "Ends", "value": None, "shown": "–"}
    assert "| Takes | 3 hours 5 minutes |" in exported("markdown")


def test_the_python_call_imports_nothing_else_and_gives_the_same_result():
    inputs = {"purpose": "trip", "sort": "fixed", "start": "2026-05-01", "children": ""}
    source = exported("python", **inputs)
    assert source == (
        "# What a loan costs: calculator loan, version 0123\n"
        "from tests.everyday.loan import loan\n\n"
        "loan(purpose='trip', children=None, sort='fixed', start='2026-05-01')\n"
    )
    scope: dict[str, Any] = {"loan": loan}
    assert eval(source.splitlines()[-1], scope) == filled(**inputs).result
    assert python.text([filled()], FormSettings(), "").endswith("loan()\n")


# Rounding.


@dataclass(frozen=True, kw_only=True)
class Rounded:
    net: Annotated[float, Unit("USD"), "Net", Decimals(2)]
    share: Annotated[float, Unit("1"), "Share", Decimals(1)]
    size: Annotated[float, Unit("m"), "Size", Digits(5)]
    gross: Annotated[float, Unit("USD"), "Gross", Decimals(0), Formula("{net} × {n}")]


@calculator
def rounded(n: Annotated[float, doc("N"), Interval(ge=1, le=8)] = 1) -> Rounded:
    """What is rounded."""
    return Rounded(net=1896.204 * n, share=0.12345, size=1234.5678, gross=1896.204 * n * n)


def test_a_result_is_rounded_as_it_says_everywhere():
    states = [fill(rounded, FormSettings(), {"n": text}) for text in ("1", "2")]
    node = tree("".join(html.blocks(states[0], FormSettings(), "x", states[1:]).values()))
    shown = {one["data-result"]: one.text for one in node.all("data") if "data-result" in one}
    assert shown == {"net": "$1,896.20", "share": "12.3%", "size": "1.2346 km", "gross": "$1,896"}
    assert [one.text for one in node.all(data_numbers="")] == ["= $1,896.20 × 1.00"]
    assert node.all(data_difference="")[0].text == "+$1,896.20, +100%"
    assert "Net $1,896.20, share 12.3%." in node.one(id="x-brief")["data-brief"]
    assert "| Net | $1,896.20 |" in export.text("markdown", states[0], FormSettings())


# Declarations.


def row_of(annotation: Any) -> Any:
    """The result of a calculator with that annotation."""
    result: Any = dataclass(type("Result", (), {"__annotations__": {"r": annotation}}))
    scope: dict[str, Any] = {
        "N": Annotated[int, doc("N"), Interval(ge=1, le=8)],
        "L": Annotated[str, doc("L")],
        "Result": result,
    }
    exec('def f(n: N = 1, line: L = "") -> Result:\n    "Say so."', scope)
    return calculator(scope["f"]).results["r"]


type Price = Annotated[float, Unit("EUR")]


@pytest.mark.parametrize(
    ("annotation", "kind", "unit"),
    [
        (Annotated[float | Unknown | None, Unit("g"), "R"], "number", "g"),
        (Annotated[Annotated[int, Unit("g")] | None, "R"], "number", "g"),
        (Annotated[Price | None, "R"], "number", "EUR"),
        (Annotated[Price, "R"], "number", "EUR"),
        (Annotated[int | float, "R"], "number", ""),
        (Annotated[bool | Unknown, "R"], "text", ""),
        (Annotated[Purpose | None, "R"], "text", ""),
        (Annotated[date | None, "R"], "date", ""),
        (Annotated[datetime | Unknown, "R"], "date", ""),
        (Annotated[timedelta, "R"], "duration", ""),
        (Annotated[tuple[Instalment, ...] | None, "R"], "table", ""),
    ],
)
def test_a_result_has_the_kind_of_its_type(annotation: Any, kind: str, unit: str):
    row = row_of(annotation)
    assert (row.kind, row.unit) == (kind, unit)


KNOWN = (
    "int, float, bool, str, an Enum, a date, datetime or timedelta, a list of a frozen dataclass"
)


@pytest.mark.parametrize(
    ("annotation", "sentence"),
    [
        (Annotated[bytes, "R"], f"is of type bytes; use {KNOWN}"),
        (Annotated[int | str, "R"], f"is of type int | str; use {KNOWN}"),
        (Annotated[None, "R"], f"is of type NoneType; use {KNOWN}"),
        (Annotated[list, "R"], f"is of type list; use {KNOWN}"),
        (Annotated[list[int], "R"], "is a list of int; use a list of a frozen dataclass"),
        (Annotated[str, "R", Decimals(2)], "has Decimals(number=2); use one of a number"),
        (Annotated[int, "R", Decimals(2), Digits(2)], "use one of a number"),
        (Annotated[int, "R", Digits(0)], "has Digits(number=0); use a number from 1 to 15"),
        (Annotated[int, "R", Decimals(16)], "use a number from 0 to 15"),
        (Annotated[str, "R", Formula("{n}")], "has a formula; only a number may have one"),
        (Annotated[int, "R", Formula("{n}"), Formula("{n}")], "two markers of one kind"),
        (Annotated[int, "R", Formula("{line}")], "has a formula with line, which is not a number"),
        (
            Annotated[Purpose, "R", Labels(CAR="Car")],
            "labels CAR, which is not a member of an Enum",
        ),
        (Annotated[str, "R", Labels(CAR="Car")], "labels CAR, which is not a member of an Enum"),
    ],
)
def test_a_result_that_cannot_be_shown_gets_a_reason(annotation: Any, sentence: str):
    with pytest.raises(DeclarationError) as raised:
        row_of(annotation)
    assert str(raised.value).startswith("f → r ")
    assert sentence in str(raised.value)
