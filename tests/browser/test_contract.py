"""Python's markup and the scripts keep to the names and limits in calc/browser/contract.js."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from calc import answer
from calc.form import fields, html, registry, state
from calc.markdown import element
from calc.snapshot import memory_snapshot
from tests.browser.contract import FILE, ROOT, contract

SCRIPTS = [path for path in sorted((ROOT / "calc" / "browser").rglob("*.js")) if path != FILE]
STYLES = sorted((ROOT / "calc").rglob("*.css"))
PYTHON = [
    *(ROOT / "calc" / "answer.py", ROOT / "calc" / "asked.py"),
    *sorted((ROOT / "calc" / "form").rglob("*.py")),
    *sorted((ROOT / "calc" / "markdown").rglob("*.py")),
]

ONLY_STYLES = {
    # Of pages around the calculators: site.css selects them, and no script.
    *("numeric", "long", "stacked", "head", "kept", "note", "notes", "math", "fact", "value"),
    *("rows", "number", "mistake", "marks"),
    *("code", "search-exclude", "md-color-scheme", "md-toggle", "md-component", "front", "line"),
}
"""Attributes that Python writes for style sheets only."""


def in_scripts() -> Iterator[tuple[str, str]]:
    """Each attribute that a script names, with the script."""
    for path in SCRIPTS:
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"(^|\s)//.*", "", text)
        for name in re.findall(r"\bdata-([a-z-]*[a-z])\b(?!\$)", text):
            yield name, path.name
        for name in re.findall(r"\bdataset\.(\w+)", text):
            yield re.sub("[A-Z]", lambda capital: f"-{capital[0].lower()}", name), path.name


def in_markup() -> Iterator[str]:
    """Each attribute of the calculators, as built and in answers, except those inside charts."""
    for name in registry.names():
        calculator = registry.find(name)
        built = element.element(calculator, state.FormSettings(), name)
        wrong = state.fill(calculator, state.FormSettings(), dict.fromkeys(calculator.fields, "?"))
        found = [built, html.form(wrong, state.FormSettings(), name)]
        pinned = json.dumps({"calculator": name, "pinned": [{}]})
        found.append(answer.answer(pinned))
        for markup in found:
            text = re.sub(r"<figure.*?</figure>", "", markup, flags=re.DOTALL)
            tags = " ".join(re.findall(r"<[^<>]*>", text))
            yield from re.findall(r"\sdata-([a-z-]+)(?=[\s=>])", tags)


def test_every_attribute_that_a_script_names_is_in_the_contract():
    known = {*contract()["DATA"]}
    assert {(name, script) for name, script in in_scripts() if name not in known} == set()


def test_every_attribute_of_a_calculator_is_in_the_contract_or_only_for_styles():
    known = {*contract()["DATA"], *ONLY_STYLES}
    assert {name for name in in_markup() if name not in known} == set()


def test_everything_in_the_contract_is_used():
    scripts = {name for name, _ in in_scripts()}
    python = " ".join(path.read_text(encoding="utf-8") for path in PYTHON)
    styles = " ".join(path.read_text(encoding="utf-8") for path in STYLES)
    blocks = {*contract()["BLOCKS"]}
    unused = {
        name
        for name in contract()["DATA"]
        if name not in scripts | blocks and f"data-{name}" not in python + styles
    }
    assert unused == set()


def test_an_element_has_the_name_and_the_attributes_of_the_contract():
    built = element.element(registry.find(registry.names()[0]), state.FormSettings(), "x")
    tag = re.match(r"<([\w-]+)((?: [\w-]+=\"[^\"]*\")*)>", built)
    assert tag
    assert tag[1] == contract()["ELEMENT"]
    attributes = {*re.findall(r' ([\w-]+)="', tag[2])}
    assert attributes <= {*contract()["ELEMENT_ATTRIBUTES"], "id", "role", "aria-labelledby"}
    assert 'state="static"' in tag[2]
    assert contract()["STATES"][0] == "static"


def test_an_answer_is_made_of_the_blocks_of_the_contract():
    for name in registry.names():
        filled = state.fill(registry.find(name), state.FormSettings(), {})
        for id_, block in html.blocks(filled, state.FormSettings(), name).items():
            start = re.match(r'<\w+ id="([^"]*)" data-([a-z]+)', block)
            assert start, block[:80]
            assert (start[1], start[2] in contract()["BLOCKS"]) == (id_, True)


def test_as_many_scenarios_may_be_pinned_in_python_as_in_the_page():
    name, most = registry.names()[0], contract()["MAX_PINNED_SCENARIOS"]
    assert answer.answer(json.dumps({"calculator": name, "pinned": [{}] * most}))
    with pytest.raises(answer.QuestionError, match="pinned"):
        answer.answer(json.dumps({"calculator": name, "pinned": [{}] * (most + 1)}))


def test_questions_have_the_keys_of_the_contract():
    files = (Path(str(answer.__file__)), Path(str(answer.__file__)).with_name("asked.py"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    read = {*re.findall(r'asked(?:\.get\(|\[|, )"(\w+)"', text)}
    read |= {*re.findall(r'"(\w+)" (?:not )?in asked', text)}
    assert read == {*contract()["QUESTION"]}
    for question in memory_snapshot.warm_up_questions():
        assert json.loads(question).keys() <= {*contract()["QUESTION"]}


STATE_IN_SCRIPT = re.compile(
    r'(?:become\(\{ state: |now\.state [!=]== |"state"\) === |"state", |#show\()"(\w+)"'
)


def test_scripts_use_every_state_of_the_contract_and_no_other():
    texts = [path.read_text(encoding="utf-8") for path in SCRIPTS]
    used = {state for text in texts for state in STATE_IN_SCRIPT.findall(text)}
    assert used == {*contract()["STATES"]}


def test_more_of_a_text_is_sent_to_python_than_python_accepts():
    """So that Python itself can say that a text is too long."""
    assert contract()["MAX_TEXT_TO_PYTHON"] > fields.MAX_TEXT_CHARACTERS
