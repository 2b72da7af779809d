"""The questions that verification asks."""

import json
from typing import Any

import pytest

from calc import site
from calc.answer import answer
from calc.calculators._questions import TEXTS
from calc.form import export, registry
from calc.form.fields import Choice
from calc.form.number_field import Number
from calc.site import Site
from calc.snapshot.memory_snapshot import warm_up_questions
from calc.snapshot.questions import invalid, questions
from tests.everyday.loan import loan
from tests.markup import tree

ALL = [json.loads(question) for question in questions()]


def asked(name: str, kind: str) -> list[dict[str, str]]:
    """The values under a key of the questions to a calculator."""
    return [q[kind] for q in ALL if q["calculator"] == name and kind in q]


def test_they_are_the_same_each_time():
    assert [json.dumps(question) for question in ALL] == list(questions())


def test_they_are_few_and_all_different():
    texts = list(questions())
    assert len(texts) == len(set(texts))
    assert 20 < len(texts) / len(registry.names()) < 250


def test_every_calculator_is_asked_for_every_option_slider_and_wrong_text():
    for name in registry.names():
        inputs, moved = asked(name, "inputs"), asked(name, "moved")
        for parameter, field in registry.find(name).fields.items():
            texts = [i[parameter] for i in inputs if parameter in i]
            assert "1e999" in texts
            if isinstance(field, Choice):
                assert {option.key for option in field.options} <= set(texts)
            if isinstance(field, Number):
                assert sum(parameter in positions for positions in moved) >= 3


def test_every_preset_is_asked_for_as_a_start_value():
    for name in registry.names():
        starts = asked(name, "start")
        for parameter, field in registry.find(name).fields.items():
            if isinstance(field, Choice) and field.preset:
                assert {o.key for o in field.options} == {s.get(parameter) for s in starts} - {None}


def test_every_format_is_asked_of_every_calculator():
    for name in registry.names():
        assert {q["as"] for q in ALL if q["calculator"] == name and "as" in q} == set(
            export.FORMATS
        )


def test_every_calculator_is_asked_for_pinned_scenarios():
    for name in registry.names():
        pinned = [q["pinned"] for q in ALL if q["calculator"] == name and "pinned" in q]
        assert max(map(len, pinned)) == 3
        assert [{}] in pinned


def outcome(question: dict[str, Any]) -> str:
    """What an answer contains: results, an error at a field, or a problem."""
    blocks = tree(answer(json.dumps(question)))
    key = question.get("id", question["calculator"])
    if blocks.all(id=f"{key}-results"):
        return "results"
    return "problem" if blocks.one(data_problem="").text else "sentence"


def test_every_kind_of_answer_occurs():
    some = [question for question in ALL if "as" not in question][::4]
    outcomes = [outcome(question) for question in some]
    assert outcomes.count("results") > 100
    assert outcomes.count("sentence") > 100
    assert outcomes.count("problem") >= 1


def test_errors_between_two_fields_occur():
    """Such as more experts per token than experts."""
    refused = set()
    for question in ALL:
        two = len(question.get("inputs", ())) == 2 and "as" not in question
        if question["calculator"] == "experts" and two:
            errors = tree(answer(json.dumps(question))).all(data_error="")
            refused |= {error["id"] for error in errors if error.text}
    names = ("top_k", "moe_every", "num_hidden_layers")
    assert refused >= {f"experts-{name}-error" for name in names}


def test_the_site_adds_texts_for_its_long_fields():
    configs = [inputs["config"] for inputs in asked("any_model", "inputs") if "config" in inputs]
    assert set(TEXTS["config"]) <= set(configs)


def test_invalid_questions_raise():
    for question in invalid():
        with pytest.raises((LookupError, TypeError, ValueError, AttributeError)):
            answer(question)


def test_every_kind_is_asked_about_and_answered():
    before = site.current()
    site.use(Site(calculators=("tests.everyday",)))
    try:
        found = [json.loads(question) for question in questions()]
        outcomes = {outcome(question) for question in found if "as" not in question}
        assert all(answer(json.dumps(question)) for question in found if "as" in question)
        warm = {name for q in warm_up_questions() for name in json.loads(q)["inputs"]}
    finally:
        site.use(before)
    assert outcomes == {"results", "sentence"}
    texts = {
        name: {q["inputs"][name] for q in found if name in q.get("inputs", {})}
        for name in loan.fields
    }
    assert {"2026-01-01", "2030-12-31", "2026-02-30", ""} <= texts["start"]
    assert {"2026-01-01", "9999-12-31"} <= texts["until"]
    assert {"x" * 201, "Zoë & <Ada>"} <= texts["customer"]
    assert {"none", "fixed", "open"} <= texts["sort"]
    assert {"used_car", "roof", "trip"} <= texts["purpose"]
    assert {"", "0", "1,000"} <= texts["deposit"]
    assert warm == {*loan.fields}
