"""Drawings among the results of a calculator."""

from dataclasses import dataclass
from typing import Annotated

import pytest
from annotated_types import Interval, doc

from calc.chart import figure
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.form import html
from calc.form.declare import calculator
from calc.form.errors import DeclarationError
from calc.form.markers import Formula
from calc.form.state import FormSettings, fill
from calc.units import Bytes, Unknown
from tests.markup import Node, tree


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A number and two drawings of it."""

    size: Annotated[Bytes, "Size"]
    bars: Annotated[Bars, "Sizes"]
    more: Annotated[Bars | Unknown, "Sizes, <if> known"]


def bars(size: int) -> Bars:
    return Bars(
        title="Sizes & more",
        description="How large they are.",
        axis=Axis(label="Size", unit="B"),
        bars=(Bar(name="One <b>", value=size),),
    )


@calculator
def drawn(n: Annotated[int, doc("N"), Interval(ge=1, le=10**9)] = 8) -> Drawn:
    """What is drawn."""
    more = Unknown("Nobody knows.") if n == 8 else bars(2 * n)
    return Drawn(size=n, bars=bars(n), more=more)


def results(page: FormSettings | None = None, **inputs: str) -> Node:
    page = page or FormSettings()
    blocks = html.blocks(fill(drawn, page, inputs), page, "x")
    return tree(blocks["x-figures"]).one(id="x-figures")


def test_figures_have_a_block_and_ids_of_their_own():
    root = results(n="9")
    tags = [n.tag for n in root.children if isinstance(n, Node)]
    assert tags == ["figure", "figure"]
    assert [n["id"] for n in root.all("figure")] == ["x-bars", "x-more"]
    assert root.all("figure")[0] == tree(figure(bars(9), "x-bars")).one("figure")


def test_an_unknown_figure_is_a_sentence_with_the_reason():
    assert [n["id"] for n in results().all("figure")] == ["x-bars"]
    assert results().one(data_unknown="more").text == "unknown: Nobody knows."
    assert results().one("p").text == "Sizes, <if> known: unknown: Nobody knows."


def test_a_page_may_show_a_figure_alone():
    root = results(FormSettings(show=("bars",)))
    assert [n.tag for n in root.children if isinstance(n, Node)] == ["figure"]


def test_a_figure_cannot_be_a_term_of_a_formula():
    @dataclass(frozen=True, kw_only=True)
    class Wrong:
        bars: Annotated[Bars, "Sizes"]
        size: Annotated[Bytes, "Size", Formula("2 × {bars}")]

    def wrong(n: Annotated[int, doc("N"), Interval(ge=1, le=8)] = 1) -> Wrong:
        """What it computes."""
        return Wrong(bars=bars(n), size=n)

    with pytest.raises(DeclarationError, match="bars, which is not a number above it"):
        calculator(wrong)
