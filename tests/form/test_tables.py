"""Results that are tables, and their figures."""

import csv
import io
import json
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
from annotated_types import Interval, Unit, doc

from calc.chart import Plot
from calc.form import export, html
from calc.form.declare import calculator
from calc.form.errors import DeclarationError
from calc.form.markers import Formula
from calc.form.state import FormSettings, FormState, fill
from calc.units import Unknown
from tests.everyday.loan import Instalment, loan
from tests.markup import Node, tree


def filled(**inputs: str) -> FormState:
    return fill(loan, FormSettings(), inputs)


def results(*pinned: dict[str, str], page: FormSettings | None = None, **inputs: str) -> Node:
    page = page or FormSettings()
    states = [fill(loan, page, one) for one in pinned]
    blocks = html.blocks(fill(loan, page, inputs), page, "x", states)
    return tree(blocks["x-figures"]).one(id="x-figures")


def tables(root: Node) -> list[Node]:
    return [box.one("table") for box in root.all(data_rows="")]


def test_a_table_is_below_the_numbers_with_a_caption_and_heads():
    root = results()
    assert [n.tag for n in root.children if isinstance(n, Node)] == ["div", "figure"]
    (table,) = tables(root)
    assert table.one("caption").text == "Instalments"
    heads = table.all("th", scope="col")
    assert [h.text for h in heads] == ["Month", "Due", "Interest", "Principal", "Fee"]
    assert ["data-number" in h for h in heads] == [True, False, True, True, True]
    first, *rest = table.one("tbody").all("tr")
    assert len(rest) == 2
    assert [cell.text for cell in first.all("td")] == [
        "1",
        "1 March 2026",
        "€24.00",
        "€400.00",
        "–",
    ]


def test_each_cell_has_the_name_and_the_exact_value():
    root = results()
    assert root.one(data_result="instalments.0.interest")["value"] == "24.0"
    assert root.one(data_result="instalments.1.due")["value"] == "2026-03-31"
    assert root.one(data_result="instalments.0.fee")["value"] == ""


def test_a_reason_is_given_once():
    root = results(months="6")
    first, second = (root.one(data_unknown=f"instalments.{row}.fee") for row in (2, 5))
    assert first.text == "unknown: Nobody knows the fee of a late month."
    assert second.text == "unknown: for the same reason"
    assert second["data-reason"] == "Nobody knows the fee of a late month."


def test_a_long_table_scrolls_in_a_box_that_keys_reach():
    short, long = (results(months=text).one(data_rows="") for text in ("24", "25"))
    assert "data-long" not in short
    assert "tabindex" not in short
    assert (long["tabindex"], long["role"], long["aria-label"]) == ("0", "group", "Instalments")
    assert "data-long" in long


def test_an_unknown_table_is_a_sentence():
    root = results(sort="open")
    assert not tables(root)
    assert not root.all("figure")
    assert root.one("p").text == "Instalments: unknown: An open loan has no plan."
    assert root.one(data_unknown="instalments")["data-reason"] == "An open loan has no plan."


def test_tables_of_pinned_scenarios_follow_with_their_names():
    root = results({"months": "2"}, {"sort": "open"}, {"months": "1"})
    captions = [table.one("caption").text for table in tables(root)]
    assert captions == ["Instalments", "Instalments, pinned 1", "Instalments, pinned 3"]
    assert [len(table.one("tbody").all("tr")) for table in tables(root)] == [3, 2, 1]
    named = [one for one in root.all("data") if one.attributes.get("data-result", "")[:4] == "inst"]
    assert len(named) == 3 * 5 - 1  # of the form alone, one of them unknown
    figure = root.one("figure")
    assert "Interest, pinned 1" in figure.text
    unknown = results({"months": "2"}, sort="open")
    assert [table.one("caption").text for table in tables(unknown)] == ["Instalments, pinned 1"]


def test_a_page_may_show_a_table_alone():
    root = results(page=FormSettings(show=("instalments",)))
    assert [n.tag for n in root.children if isinstance(n, Node)] == ["div", "figure"]
    state = filled()
    blocks = html.blocks(state, FormSettings(show=("instalments",)), "x")
    assert tree(blocks["x-brief"]).one("p")["data-brief"] == ""


def test_a_table_is_drawn_below_itself_and_can_be_saved():
    figure = results().one("figure")
    assert (figure["id"], figure["data-chart"]) == ("x-instalments", "lines")
    assert "Interest, Principal, by Month." in figure.text
    assert not figure.all("table")  # the numbers are in the table above
    form = tree(html.form(filled(), FormSettings(), "x"))
    assert form.one("button", data_drawing="x-instalments")["data-file"] == "loan-instalments.svg"


def test_a_text_in_a_table_is_not_markup():
    @dataclass(frozen=True)
    class Guest:
        name: Annotated[str, "Name <b>"]

    @dataclass(frozen=True)
    class Party:
        guests: Annotated[tuple[Guest, ...], "Guests & <friends>"]

    @calculator
    def party(n: Annotated[int, doc("N"), Interval(ge=0, le=8)] = 1) -> Party:
        """Who comes."""
        return Party(guests=(Guest("<script>\"'&"),) * n)

    blocks = html.blocks(fill(party, FormSettings(), {}), FormSettings(), "x")
    root = tree(blocks["x-figures"])
    assert not root.all("script")
    assert root.one(data_result="guests.0.name").text == "<script>\"'&"
    assert root.one("caption").text == "Guests & <friends>"
    empty = html.blocks(fill(party, FormSettings(), {"n": "0"}), FormSettings(), "x")
    assert not tree(empty["x-figures"]).all("td")


# Exports.


def exported(form: str, *pinned: dict[str, str], **inputs: str) -> str:
    states = [filled(**one) for one in pinned]
    return export.text(form, filled(**inputs), FormSettings(), "0123", states)


def test_csv_has_a_line_for_each_cell():
    lines = {line["name"]: line for line in csv.DictReader(io.StringIO(exported("csv")))}
    cell = lines["instalments.1.fee"]
    assert (cell["kind"], cell["label"], cell["value"]) == ("result", "Fee", "1.5")
    assert (cell["unit"], cell["shown"]) == ("EUR", "€1.50")
    assert lines["instalments.0.due"]["value"] == "2026-03-01"
    pinned = csv.DictReader(io.StringIO(exported("csv", {"months": "1"})))
    named = [(one["scenario"], one["name"]) for one in pinned]
    assert ("Pinned 1", "instalments.0.month") in named
    assert ("Pinned 1", "instalments.1.month") not in named


def test_json_has_a_list_of_objects():
    found = json.loads(exported("json"))["results"]["instalments"]
    assert found["label"] == "Instalments"
    assert [line["month"]["value"] for line in found["value"]] == [1, 2, 3]
    assert found["value"][2]["fee"] == {
        "label": "Fee",
        "value": None,
        "unit": "EUR",
        "reason": "Nobody knows the fee of a late month.",
    }
    unknown = json.loads(exported("json", sort="open"))["results"]["instalments"]
    assert (unknown["value"], unknown["reason"]) == (None, "An open loan has no plan.")


def test_markdown_has_a_table_of_its_own_below():
    above, first, second = exported("markdown", {"months": "1"}).split("\nInstalments")
    assert above.startswith("| What a loan costs | Now | Pinned 1 |")
    assert first.startswith("\n\n| Month | Due | Interest | Principal | Fee |\n| --- | --- |")
    assert "\n| 2 | 31 March 2026 | €24.00 | €400.00 | €1.50 |\n" in first
    assert second.startswith(", pinned 1\n\n| Month | Due |")
    assert "\n| 1 | 1 March 2026 | €24.00 | €1,200.00 | – |\n\nWhat a loan costs: " in second
    assert "Instalments" not in export.text(
        "markdown", filled(), FormSettings(show=("cost",)), "0123"
    )


# Declarations.


@dataclass
class Melting:
    n: Annotated[int, "N"]


@dataclass(frozen=True)
class Nested:
    more: Annotated[list[Instalment], "More"]


@dataclass(frozen=True)
class Computed:
    n: Annotated[int, "N", Formula("{m}")]


@dataclass(frozen=True)
class Odd:
    n: Annotated[bytes, "N"]


@dataclass(frozen=True)
class Unlabelled:
    n: int


@dataclass(frozen=True)
class Weighed:
    name: Annotated[str, "Name"]
    day: Annotated[int, "Day"]
    weight: Annotated[float | Unknown | None, Unit("g"), "Weight"]
    price: Annotated[float, Unit("EUR"), "Price"]


def declared(annotation: Any) -> None:
    result: Any = dataclass(type("Result", (), {"__annotations__": {"r": annotation}}))
    scope: dict[str, Any] = {
        "N": Annotated[int, doc("N"), Interval(ge=1, le=8)],
        "Result": result,
    }
    exec('def f(n: N = 1) -> Result:\n    "Say so."', scope)
    calculator(scope["f"])


@pytest.mark.parametrize(
    ("annotation", "sentence"),
    [
        (list[Melting], "f → r is a list of Melting; use a list of a frozen dataclass"),
        (list[Nested], "f → r.more is a table in a table; use int, float, bool, str, an Enum"),
        (list[Computed], "f → r.n has a formula or a plot; use a column without"),
        (list[Odd], "f → r.n is of type bytes; use int, float, bool, str, an Enum, a date"),
        (list[Unlabelled], 'f → r.n needs one label: Annotated[…, "Label"]'),
        (tuple[int, str], "f → r is a list of tuple[int, str]; use a list of a frozen dataclass"),
    ],
)
def test_a_list_that_cannot_be_a_table_gets_a_reason(annotation: Any, sentence: str):
    with pytest.raises(DeclarationError) as raised:
        declared(Annotated[annotation, "R"])
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("plot", "sentence"),
    [
        (
            Plot("pie", x="name", y="weight"),  # type: ignore[arg-type]
            "has a plot of the kind “pie”; use lines, scatter, bars",
        ),
        (
            Plot("bars", x="names", y="weight"),
            "plots names, which is not a column; use name, day, ",
        ),
        (Plot("lines", x="name", y="weight"), "plots name, which is not a number; use a column of"),
        (Plot("bars", x="name", y="name"), "plots name, which is not a number; use a column of"),
        (Plot("bars", x="name", y=("weight", "price")), "plots bars of several columns"),
        (Plot("stack", x="name", y=()), "plots bars of several columns or of none"),
        (Plot("stack", x="name", y=("weight", "price")), "plots columns of different units"),
    ],
)
def test_columns_that_cannot_be_drawn_get_a_reason(plot: Plot, sentence: str):
    with pytest.raises(DeclarationError) as raised:
        declared(Annotated[list[Weighed], "R", plot])
    assert str(raised.value).startswith("f → r ")
    assert sentence in str(raised.value)


def test_only_a_table_can_be_drawn():
    with pytest.raises(DeclarationError, match="f → r draws a table; plot a list"):
        declared(Annotated[int, "R", Plot("bars", x="a", y="b")])


def test_a_table_is_no_term_and_is_not_announced():
    @dataclass(frozen=True)
    class Wrong:
        rows: Annotated[list[Weighed], "Rows"]
        size: Annotated[int, "Size", Formula("2 × {rows}")]

    def wrong(n: Annotated[int, doc("N"), Interval(ge=1, le=8)] = 1) -> Wrong:
        """What it computes."""
        return Wrong(rows=[], size=n)

    with pytest.raises(DeclarationError, match="rows, which is not a number above it"):
        calculator(wrong)
    with pytest.raises(DeclarationError, match="announces instalments, which is not a row"):
        calculator(announce=("instalments",))(loan.function)
