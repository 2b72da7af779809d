"""Python in the browser and CPython give the same HTML, to the byte."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from calc.answer import answer
from calc.form import registry
from calc.shipped import fingerprint
from tests import chance
from tests.browser import built, runtime
from tests.browser.conftest import Visit
from tests.markup import Node, tree

NAMES = registry.names()

QUESTIONS, LONG_QUESTIONS = 150, 10_000
"""Questions to each calculator, in every run and in a long run. One that comes twice by chance is
asked once.
"""

DIRECTIONS, LONG_DIRECTIONS = 6, 175
"""Solves, ranges and sweeps of each calculator likewise: a long run asks 2,100 of all. Each takes
as long as a hundred or a thousand other questions.
"""

DIRECTIONS_AT_A_TIME = 4


@pytest.fixture(scope="module")
def python(browser: Browser, site: str) -> Iterator[Page]:
    """The start page, whose Python answers for all pages."""
    context, visit = browser.new_context(), Visit()
    context.on("page", visit.watch)
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()
    assert visit.errors == []


@pytest.mark.parametrize("count", [QUESTIONS, pytest.param(LONG_QUESTIONS, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", NAMES)
def test_random_questions_get_the_same_answers(
    page: Page, site, site_folder, record_property, name, count
):
    questions = list(dict.fromkeys(chance.asked(name, count, seed=count)))
    page.goto(site)
    found = runtime.differences(page, site_folder, questions)
    assert found == []
    record_property("questions", len(questions))
    record_property("differences", len(found))


@pytest.mark.parametrize(
    "count", [DIRECTIONS, pytest.param(LONG_DIRECTIONS, marks=pytest.mark.long)]
)
@pytest.mark.parametrize("name", NAMES)
def test_random_solves_ranges_and_sweeps_get_the_same_answers(
    page: Page, site, site_folder, record_property, name, count
):
    questions = list(dict.fromkeys(chance.directions(name, count, seed=count)))
    page.goto(site)
    assert runtime.differences(page, site_folder, questions, DIRECTIONS_AT_A_TIME) == []
    record_property("directions", len(questions))


def placed(file: Path) -> list[Node]:
    """The calculators in a page as built."""
    html = file.read_text(encoding="utf-8")
    found = re.findall(r"<live-calculator .*?</live-calculator>", html, re.DOTALL)
    return [tree(element).one("live-calculator") for element in found]


def blocks(node: Node) -> dict[str, Node]:
    """The blocks in an element, by id."""
    kinds = {"data-field", "data-problem", "data-results"}
    return {each["id"]: each for each in node.walk() if kinds & set(each.attributes)}


def states(element: Node) -> Iterator[tuple[str, dict[str, Node]]]:
    """What a reader sees without Python, at first and after each preset, with the question that
    Python would have to answer.
    """
    given = json.loads(element.attributes.get("page", "{}"))
    question = {"calculator": element["name"], "id": element["id"], **given}
    start = blocks(element.one("form"))
    yield json.dumps(question), start
    for template in element.all("template"):
        name, _, key = template["data-inputs"].partition("=")
        yield json.dumps(question | {"inputs": {name: key}}), start | blocks(template)


@pytest.mark.parametrize("path", built.every_page())
def test_a_built_page_has_the_same_results_as_its_worker(
    python: Page, site_folder, record_property, path
):
    elements = placed(site_folder / path / "index.html")
    shown = [state for element in elements for state in states(element)]
    assert runtime.differences(python, site_folder, [question for question, _ in shown]) == []
    for question, state in shown:
        assert blocks(tree(answer(question))) == state
    assert all(element["code"] == fingerprint() for element in elements)
    record_property("starts", len(shown))


def test_a_difference_would_be_found():
    shown = runtime.difference('{"calculator": "experts"}', "<b>108B</b>", "<b>109B</b>")
    assert json.loads(shown)["CPython"] == "<b>108B</b>"
    assert json.loads(shown)["browser"] == "<b>109B</b>"
