"""Questions in, blocks of HTML out; every input and every link is answered."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.answer import QuestionError, answer
from calc.form import export, registry
from calc.form.state import FormSettings
from calc.markdown import element
from tests.hostile import HOSTILE_TEXTS
from tests.markup import Node, tree

NAMES = registry.names()


def ask(name: str, inputs: dict[str, str] | None = None, **more: Any) -> Node:
    """The answer to a question, as a tree."""
    return tree(answer(json.dumps({"calculator": name, "inputs": inputs or {}, **more})))


def errors(blocks: Node) -> dict[str, str]:
    """The sentences in an answer, by the id of their field or problem."""
    places = [n for n in blocks.walk() if "data-error" in n or "data-problem" in n]
    return {place["id"]: place.text for place in places if place.text}


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_to_an_untouched_form_is_the_page_as_built(name: str):
    page = tree(element.element(registry.find(name), FormSettings(), name)).one("form")
    for block in ask(name).children:
        assert isinstance(block, Node)
        assert page.one(id=block["id"]) == block


def test_an_answer_follows_the_page():
    blocks = ask(
        "training_run",
        {"tokens": "22T"},
        id="mine",
        start={"model": "maverick", "tokens": "40T"},
        show=["tokens", "gpu_hours"],
    )
    assert [n["data-result"] for n in blocks.walk() if "data-result" in n] == ["gpu_hours"]
    field = blocks.one(id="mine-tokens-field").one(name="tokens")
    assert (field["value"], field["data-start"]) == ("22T", "40T")
    run = registry.find("training_run")(model="maverick", tokens=22e12)
    assert blocks.one(data_result="gpu_hours")["value"] == repr(run.gpu_hours)


def test_an_answer_may_be_an_export():
    asked = {"calculator": "training_run", "inputs": {"tokens": "30T"}, "version": "0123"}
    document = json.loads(answer(json.dumps({**asked, "as": "json"})))
    assert (document["version"], document["inputs"]["tokens"]["value"]) == ("0123", 30 * 10**12)
    call = answer(json.dumps({**asked, "as": "python", "start": {"model": "maverick"}}))
    assert call.endswith("training_run(model=MAVERICK, tokens=30e12)\n")
    calls = answer(json.dumps({**asked, "as": "python", "pinned": [{"tokens": "20T"}]}))
    assert calls.endswith("training_run(tokens=30e12)\ntraining_run(tokens=20e12)\n")


@pytest.mark.parametrize("inputs", [{"top_k": "many"}, {"top_k": "9", "routed_experts": "8"}])
def test_without_a_result_the_export_is_empty(inputs: dict[str, str]):
    for form in export.FORMATS:
        assert answer(json.dumps({"calculator": "experts", "inputs": inputs, "as": form})) == ""


def test_more_experts_per_token_than_experts_get_a_sentence():
    blocks = ask("experts", {"top_k": "9", "routed_experts": "8"})
    assert errors(blocks) == {
        "experts-top_k-error": "9 experts per token cannot be chosen from 8 routed experts; use "
        "at most 8."
    }
    assert not blocks.all(id="experts-results")


def test_a_change_to_what_is_not_published_gets_a_sentence():
    blocks = ask("training_run", {"model": "behemoth", "routed_experts": "32"})
    (sentence,) = errors(blocks).values()
    assert sentence.startswith("Layers, width and vocabulary of Llama 4 Behemoth are not published")


@pytest.mark.parametrize(
    ("inputs", "place"),
    [
        ({"model": "gpt-5"}, "experts-model-error"),
        ({"top_k": ""}, "experts-top_k-error"),
        ({"top_k": "nan"}, "experts-top_k-error"),
        ({"hidden_size": "5000"}, "experts-hidden_size-error"),
        ({"precision": "fp3"}, "experts-precision-error"),
        ({"shared_experts": "0", "routed_experts": "0", "top_k": "0"}, ""),
        ({"num_hidden_layers": "3", "moe_every": "4"}, ""),
    ],
)
def test_a_wrong_input_gets_one_sentence_and_no_results(inputs: dict[str, str], place: str):
    blocks = ask("experts", inputs)
    ((where, sentence),) = errors(blocks).items()
    assert where == place or not place
    assert sentence.endswith(".")
    assert not blocks.all(id="experts-results")


def test_an_unknown_calculator_is_refused():
    with pytest.raises(
        registry.UnknownCalculator, match=r"“nope” here; if it is new, load the page again\.$"
    ):
        ask("nope")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("", "The question is not JSON: "),
        ("{", "The question is not JSON: "),
        ("[" * 100_000, "The question is not JSON: "),
        ("9" * 5000, "The question is not JSON: "),
        ("[]", "A question must name its calculator, "),
        ("null", "A question must name its calculator, "),
        ("{}", "A question must name its calculator, "),
        ('{"calculator": 3}', "A question must name its calculator, "),
        ('{"calculator": ["experts"]}', "A question must name its calculator, "),
        ('{"calculator": "experts", "id": 3}', "The question's id is not a text."),
        ('{"calculator": "experts", "id": null}', "The question's id is not a text."),
        ('{"calculator": "experts", "as": "xml"}', "A question is answered as one of csv, json, "),
        ('{"calculator": "experts", "as": []}', "A question is answered as one of csv, json, "),
        (
            '{"calculator": "experts", "as": "csv", "version": 1}',
            "The question's version or address is not a te",
        ),
        ('{"calculator": "experts", "show": "top_k"}', "The question's show is not a list of te"),
        ('{"calculator": "experts", "show": [1]}', "The question's show is not a list of texts."),
        ('{"calculator": "experts", "inputs": []}', "The question's inputs is not an object of"),
        ('{"calculator": "experts", "inputs": null}', "The question's inputs is not an object of"),
        ('{"calculator": "experts", "inputs": {"top_k": 1}}', "The question's inputs is not an ob"),
        ('{"calculator": "experts", "inputs": {"top_k": null}}', "The question's inputs is not an"),
        ('{"calculator": "experts", "moved": {"top_k": 1}}', "The question's moved is not an obj"),
        ('{"calculator": "experts", "start": {"top_k": []}}', "The question's start is not an obj"),
        ('{"calculator": "experts", "start": {"top_k": "x"}}', "The question's start of top_k: "),
    ],
)
def test_a_question_that_no_page_asks_is_refused(question: str, sentence: str):
    with pytest.raises(QuestionError) as raised:
        answer(question)
    assert str(raised.value).startswith(sentence)
    assert str(raised.value).endswith(".")
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    "name", ["", ".", "..", "shared", "__init__", "os", "experts.experts", "é"]
)
def test_a_calculators_name_reaches_no_other_module(name: str):
    with pytest.raises(registry.UnknownCalculator):
        ask(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_nothing_hostile_becomes_markup(name: str, text: str, record_property):
    fields = registry.find(name).fields
    harmless = ask(name, dict.fromkeys(fields, "?"))
    tags = [node.tag for node in harmless.walk()]
    names = {attribute for node in harmless.walk() for attribute in node.attributes}
    names.add("hidden")  # where a text is as good as an empty field
    for blocks in (
        ask(name, dict.fromkeys(fields, text)),
        ask(name, dict.fromkeys(fields, "?"), moved=dict.fromkeys(fields, text)),
        ask(name, dict.fromkeys(fields, "?") | {text: text}, id=text, show=[text]),
    ):
        assert [node.tag for node in blocks.walk()] == tags
        assert {attribute for node in blocks.walk() for attribute in node.attributes} <= names
    record_property("hostile", 3 * len(fields))


def test_an_invalid_start_value_of_the_page_gets_a_sentence():
    """An old page beside new code, or a damaged one."""
    with pytest.raises(
        ValueError, match=r"“<b>” is not a number; enter a whole number from 0 to 4,096\."
    ):
        ask("experts", start={"top_k": "<b>"})


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", ["9" * 10**6, "x" * 10**6, " " * 10**6, "<" * 10**6, "1e" + "9" * 50, "1e-" + "9" * 50]
)
def test_a_huge_text_is_answered_quickly_and_briefly(name: str, text: str):
    fields = registry.find(name).fields
    began = time.process_time()
    blocks = ask(name, dict.fromkeys(fields, text))
    assert time.process_time() - began < 2
    assert len("".join(blocks.texts())) < 20_000
    assert errors(blocks)


TEXTS = st.sampled_from(
    ["0", "1", "2", "8", "16", "4096", "1e18", "1e999", "-1", "0.5", "nan", "", "5%", "100%", "64"]
) | st.text(max_size=20)


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    """What a page may ask after a reader has done anything to it."""
    name = draw(st.sampled_from(NAMES))
    fields = registry.find(name).fields
    options = [o.key for f in fields.values() for o in getattr(f, "options", ())]
    parameters = st.sampled_from([*fields, "other"])
    texts = TEXTS | st.sampled_from(options) if options else TEXTS
    return {
        "calculator": name,
        "inputs": draw(st.dictionaries(parameters, texts, max_size=6)),
        "moved": draw(st.dictionaries(parameters, texts | st.floats().map(str), max_size=2)),
    }


@given(questions())
def test_any_input_or_move_is_answered(question: dict[str, Any]):
    """With results or with sentences; never both, never neither."""
    blocks = tree(answer(json.dumps(question)))
    sentences = errors(blocks)
    assert bool(sentences) != bool(blocks.all(id=f"{question['calculator']}-results"))
    for sentence in sentences.values():
        assert sentence.endswith((".", "Which one?"))
        assert len(sentence) < 300


@pytest.mark.parametrize("name", NAMES)
def test_pinned_scenarios_are_columns(name: str):
    """Each option is pinned beside the page as it starts."""
    fields = registry.find(name).fields
    for parameter, field in fields.items():
        for option in getattr(field, "options", ()):
            blocks = ask(name, pinned=[{parameter: option.key}, {parameter: "?"}])
            assert len(blocks.all("thead")[0].all("th", scope="col")) == 4
            assert len(blocks.all(data_unpin="0")) == 1


def test_layers_of_scenarios_are_drawn_below_each_other():
    figures = ask("experts", pinned=[{"model": "maverick"}, {}]).all("figure")
    assert [figure["id"] for figure in figures] == ["experts-layers", "experts-layers-1"]
    assert "pinned 1" in figures[1].one("figcaption").text


@pytest.mark.parametrize("pinned", [{}, "x", [1], [{"top_k": 1}], [{}] * 4, None])
def test_the_pinned_scenarios_are_a_short_list_of_inputs(pinned: Any):
    with pytest.raises(QuestionError, match="The question's pinned is not a list of 3 objects"):
        ask("experts", pinned=pinned)
