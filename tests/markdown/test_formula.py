"""Formulas in Markdown become MathML, which a browser reads without help."""

import pytest

from tests.site_markdown import Convert


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("with `#!math N`, and", "N,"),
        ("(`#!math d = 2`).", "(d=2)."),
        ("the `#!math L` layers", "L"),
    ],
)
def test_a_formula_and_the_punctuation_beside_it_stay_on_one_line(convert: Convert, text, kept):
    """A browser would break the line before the comma."""
    span = convert(text).one("span", data_kept="")
    assert (span.text, span.one("math")["display"]) == (kept, "inline")


def test_two_formulas_may_be_on_two_lines(convert: Convert):
    spans = convert("from `#!math a`, `#!math b`").all("span", data_kept="")
    assert [span.text for span in spans] == ["a,", "b"]


def test_each_line_of_a_fence_is_a_formula_of_its_own(convert: Convert):
    box = convert("``` math\nC = 6 N D\n\nD = 20 N\n```").one("div", data_math="")
    assert [each["display"] for each in box.all("math")] == ["block", "block"]
    assert box["tabindex"] == "0"
    assert not box.all("span", data_kept="")
