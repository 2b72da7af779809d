"""Options of a declaration: former names of parameters, and announced results."""

import json
from dataclasses import dataclass
from typing import Annotated

import pytest
from annotated_types import Interval, doc

from calc.form import html, solve, sweep
from calc.form.declare import calculator
from calc.form.errors import DeclarationError
from calc.form.export import from_json
from calc.form.state import FormSettings, fill
from tests.markup import tree


@dataclass(frozen=True, kw_only=True)
class Area:
    """What is painted."""

    square: Annotated[int, "Area"]
    rim: Annotated[int, "Rim"]
    paint: Annotated[int, "Paint"]


@calculator(renamed={"breadth": "width"}, announce=("paint", "square"))
def area(
    width: Annotated[int, doc("Width"), Interval(ge=1, le=100)] = 3,
    height: Annotated[int, doc("Height"), Interval(ge=1, le=100)] = 4,
) -> Area:
    """What is painted."""
    return Area(square=width * height, rim=2 * (width + height), paint=width * height * 5)


def declared(renamed: dict[str, str], announce: tuple[str, ...] = ()) -> None:
    calculator(renamed=renamed, announce=announce)(area.function)


def test_a_former_name_sets_the_renamed_parameter():
    state = fill(area, FormSettings(), {"breadth": "7"})
    assert state.entries["width"].value == 7
    assert not state.notice


def test_a_former_name_is_read_wherever_a_question_names_an_input():
    """In links, in exported JSON, in solves and in drawings; a pinned scenario is a link too."""
    state = fill(area, FormSettings(), {})
    assert solve.solve(state, {"breadth": {"square": "20"}}).parameter == "width"
    assert [one.field.name for one in sweep.read("breadth=2..9", 3, state)] == ["width"]
    document = {"calculator": "area", "inputs": {"breadth": {"value": 7}}}
    assert from_json.texts(area, json.dumps(document)) == {"width": "7"}


def test_the_current_name_takes_precedence_over_the_former():
    assert fill(area, FormSettings(), {"width": "5", "breadth": "7"}).entries["width"].value == 5
    assert fill(area, FormSettings(), {"breadth": "7", "width": "5"}).entries["width"].value == 5


def test_a_calculator_with_options_is_still_called_like_its_function():
    assert area(width=2).square == 8
    assert area.title == "What is painted"


def test_a_renaming_needs_a_former_name_and_an_existing_parameter():
    with pytest.raises(
        DeclarationError, match="area renames width to height; it must rename an old name"
    ):
        declared({"width": "height"})
    with pytest.raises(DeclarationError, match="area renames breadth to size; "):
        declared({"breadth": "size"})


def test_the_announced_results_are_those_of_the_declaration():
    results = tree(
        "".join(html.blocks(fill(area, FormSettings(), {}), FormSettings(), "x").values())
    )
    assert results.one(id="x-brief")["data-brief"] == "Paint 60, area 12."
    with pytest.raises(
        DeclarationError, match="area announces cost, which is not a row of its table"
    ):
        declared({}, ("cost",))
