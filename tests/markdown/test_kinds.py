"""Results of every kind in sentences of a page and in the search."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import Markdown

from calc import site
from calc.form.state import FormSettings
from calc.markdown import inline, live, request
from calc.markdown.conversion import Conversion
from calc.markdown.element import element
from calc.markdown.mistakes import PageError
from calc.markdown.placeholders import Placeholders
from calc.markdown.places import Source
from calc.mkdocs import search
from calc.site import Site
from tests.everyday.loan import loan
from tests.markup import Node, tree


@pytest.fixture(autouse=True)
def everyday() -> Iterator[None]:
    """A site whose calculators are those of `tests.everyday`."""
    before = site.current()
    site.use(Site(calculators=("tests.everyday",)))
    yield
    site.use(before)


@pytest.fixture
def page() -> Conversion:
    """A page with the calculator `loan`."""
    md = Markdown()
    made = Conversion(md=md, placeholders=Placeholders(), source=Source(md, Path()))
    made.calculators["loan"] = request.read('name = "loan"')
    return made


def value(source: str, page: Conversion) -> Node:
    (node,) = tree(inline.rounded(source, page)).children
    assert isinstance(node, Node)
    return node


@pytest.mark.parametrize(
    ("source", "shown", "raw"),
    [
        ("loan.cost", "€72.00", "72.0"),
        ("loan.monthly", "€424.00", "424.0"),
        ("loan.kind purpose=trip", "A journey", "trip"),
        ("loan.cheap", "yes", "yes"),
        ("loan.verdict customer='Zoë'", "Zoë pays <all>", "Zoë pays <all>"),
        ("loan.takes", "3 hours 5 minutes", "PT11100S"),
        ("loan.ends", "–", ""),
        ("loan.start", "1 March 2026", "2026-03-01"),
        ("loan.instalments.1.fee", "€1.50", "1.5"),
        ("loan.instalments.1.due", "31 March 2026", "2026-03-31"),
        ("loan.instalments.0.interest / loan.instalments.0.principal", "0.0600×", "0.06"),
        ("loan.instalments.0.principal - loan.instalments.0.interest", "€376.00", "376.0"),
    ],
)
def test_a_value_of_any_kind_is_in_its_sentence(
    page: Conversion, source: str, shown: str, raw: str
):
    node = value(source, page)
    assert (node.text, node["value"], node["data-value"]) == (shown, raw, source)


@pytest.mark.parametrize(
    ("source", "shown"), [("loan.deposit", "none"), ("loan.customer", "Ada"), ("loan.sort", "none")]
)
def test_an_input_without_a_number_is_a_text(page: Conversion, source: str, shown: str):
    node = value(source, page)
    assert (node.tag, node.text) == ("span", shown)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            "loan.instalments",
            "loan.instalments is a table, not a value; use loan.instalments.0.month",
        ),
        (
            "loan.instalments.0.rate",
            "loan.instalments has no cell 0.rate; use loan.instalments.0.month. Its columns"
            " are month, due, interest, principal, fee.",
        ),
        ("loan.instalments.3.month", "loan.instalments has no row 3; it has 3, counted from 0."),
        ("loan.instalments.x.month", "loan.instalments has no cell x.month; "),
        ("loan.cost.0", "loan.cost is not a table, so it has no 0; use loan.cost."),
        ("loan.instalments.2.fee", "loan.instalments.2.fee is not known: Nobody knows the fee of"),
        ("loan.instalments.0.month sort=open", "is not known: An open loan has no plan."),
        ("loan.takes / loan.takes", "loan.takes has another unit than the value before it; use"),
        ("loan.cost - loan.deposit", "loan.deposit has another unit than the value before it; "),
    ],
)
def test_what_is_no_value_is_refused_with_a_sentence(page: Conversion, source: str, sentence: str):
    with pytest.raises(PageError) as raised:
        inline.rounded(source, page)
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("field", "shown", "raw"),
    [("monthly", "€424.00", "424.0"), ("kind", "A new roof", "roof"), ("ends", "–", "")],
)
def test_a_sentence_follows_a_result_of_any_kind(
    page: Conversion, field: str, shown: str, raw: str
):
    node = tree(live.value(f"loan.{field}", page)).one("data")
    assert (node.text, node["value"]) == (shown, raw)


def test_a_sentence_cannot_follow_a_table(page: Conversion):
    with pytest.raises(PageError) as raised:
        live.value("loan.instalments", page)
    assert str(raised.value) == (
        "“loan” shows instalments as a table, which no sentence can repeat; use a result that is"
        " one value."
    )


def test_a_fence_may_start_from_any_kind():
    given = 'name = "loan"\nstart = 2026-05-01\nuntil = "2027-01-01"\nsort = "fixed"\nchildren = ""'
    start = request.read(given).page.start
    assert start == {
        "children": "",
        "sort": "fixed",
        "start": "2026-05-01",
        "until": "2027-01-01",
    }
    with pytest.raises(PageError, match=r"loan\(start\): 2025-05-01 is too early; enter 2026"):
        request.read('name = "loan"\nstart = 2025-05-01')


def test_the_search_finds_words_and_no_cells():
    said = search.words(element(loan, FormSettings(), "loan"))
    assert "start 1 March 2026" in said
    assert "Signed 28 February 2026, 14:05" in said
    assert "Kind A new roof" in said
    assert "Cheap yes" in said
    assert "31 March" not in said
