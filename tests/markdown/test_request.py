"""Generated fences: each gives the requested calculator or a sentence."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.form import html, registry
from calc.form.fields import Choice
from calc.form.number_field import Number
from calc.form.state import fill
from calc.markdown import inline, request
from calc.markdown.mistakes import PageError
from tests.markup import tree

NAMES = registry.names()


@st.composite
def starts(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A calculator with a value for some of its inputs, as their fields write it."""
    name = draw(st.sampled_from(NAMES))
    fields = registry.find(name).fields
    texts: dict[str, str] = {}
    for key in draw(st.lists(st.sampled_from(list(fields)), unique=True, max_size=4)):
        match fields[key]:
            case Number() as field:
                slider = field.slider
                at = draw(st.floats(slider.first, slider.last))
                texts[key] = field.text(slider.at(at))
            case Choice() as field:
                texts[key] = draw(st.sampled_from(field.options)).key
    return name, texts


def toml(name: str, texts: dict[str, str]) -> str:
    lines = [f'name = "{name}"', *(f'{key} = "{text}"' for key, text in texts.items())]
    return "\n".join(lines)


def fence(source: str) -> tuple[request.FenceRequest | None, str]:
    """The request of a fence, or the sentence with the reason why there is none."""
    try:
        return request.read(source), ""
    except (PageError, registry.UnknownCalculator) as error:
        return None, str(error)


@given(starts())
def test_a_fence_has_its_start_values_or_a_sentence_with_the_reason(
    start: tuple[str, dict[str, str]],
):
    name, texts = start
    asked, sentence = fence(toml(name, texts))
    if asked is None:
        assert sentence.startswith(name)
        return
    assert asked.page.start == texts
    filled = fill(asked.calculator, asked.page, {})
    assert filled.valid
    assert {key: filled.entries[key].text for key in texts} == texts
    assert not any(entry.changed for entry in filled.entries.values())
    built = tree(html.form(filled, asked.page, name)).one("form")
    assert {key: built.one(name=key)["data-start"] for key in texts} == texts


def test_a_fence_offers_scenarios_as_links_with_their_inputs():
    asked, _ = fence(
        'name = "training_run"\nid = "run"\n[scenarios]\n"As published" = {}\n'
        '"Scout\'s <corpus>" = {model = "maverick", tokens = 40e12, mfu = "45 %"}'
    )
    assert asked
    page = asked.page
    built = tree(html.form(fill(asked.calculator, page, {}), page, "run"))
    links = built.one("p", data_scenarios="").all("a")
    assert [link.text for link in links] == ["As published", "Scout's <corpus>"]
    assert [link["href"] for link in links] == [
        *("?", "?run.model=maverick&run.tokens=40T&run.mfu=45%25"),
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("scenarios = 1", "scenarios takes inputs by name; "),
        ('scenarios = {"Mine" = 3}', "The scenario Mine has no inputs; "),
        ('scenarios = {"Mine" = {tokns = "1T"}}', "has no parameter tokns; "),
        (
            'scenarios = {"Mine" = {tokens = "many"}}',
            "training_run(tokens): “many” is not a number",
        ),
        ('first = ["cost"]', "training_run has no parameter cost; "),
        ('first = "tokens"', "first takes a list of names; "),
        ('show = ["mfu"]\nfirst = ["tokens"]', "first names tokens, which is not a parameter"),
    ],
)
def test_what_is_wrong_with_scenarios_and_first_is_said(written: str, told: str):
    asked, sentence = fence(f'name = "training_run"\n{written}')
    assert asked is None
    assert told in sentence


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    ["true", "-1", "0.5", "nan", "inf", "[]", "{}", "1979-05-27", '"x"', "[1, 2]", "10_000", '""']
)
KEYS = st.sampled_from(
    ["name", "id", "preset", "show", "first", "scenarios", "model", "tokens", "context", "top_k"]
)
WORDS = st.text(string.ascii_lowercase + '_-."', min_size=1, max_size=8)
LINES = st.lists(
    st.tuples(KEYS | WORDS, VALUES | st.sampled_from([f'"{name}"' for name in NAMES])), max_size=5
).map(lambda pairs: "\n".join(f"{key} = {value}" for key, value in pairs))


@given(LINES | st.text())
def test_every_fence_gives_a_calculator_or_a_sentence(source: str):
    asked, sentence = fence(source)
    assert bool(asked) != sentence.endswith(".")
    assert asked is None or fill(asked.calculator, asked.page, {}).valid


def test_a_fence_may_ask_for_the_input_that_gives_a_result():
    """The GPU-hours of Maverick's model card, and its corpus of 22T."""
    source = 'name = "training_run"\nmodel = "maverick"\nsolve = {tokens = {gpu_hours = "2.38M"}}'
    requested = request.read(source)
    assert requested.page.start["tokens"] == "22,003.33B"
    assert "Corpus 22T tokens (exactly 22,003.33B) gives GPU time 2.38M" in requested.more


def test_a_fence_may_draw():
    source = 'name = "training_run"\nover = ["tokens", "mfu=5%..60%"]\nof = "cost"\npoints = 9'
    page = request.read(source).page
    assert (page.over, page.of, page.points) == (("tokens", "mfu=5%..60%"), "cost", 9)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ('solve = "tokens"', "training_run: solve: Name one input and one result"),
        ('solve = {tokns = {cost = "1M"}}', "training_run has no tokns; use tokens"),
        ('solve = {tokens = {cots = "1M"}}', "training_run has no cots; use cost"),
        ('solve = {mfu = {cost = "$1"}}', "training_run: solve: No value of MFU from 0.1% to 100%"),
        ('over = "tokns"', "training_run: over: There is no number “tokns” here; use"),
        ("over = 3", "over takes a name or two; "),
        ('of = "cost"', "of is about over; "),
        ('over = "tokens"\nof = "x"', "training_run: over: There is no number “x” here"),
        ('over = "tokens"\npoints = 1000000', "training_run: over: “1000000” points cannot be"),
        ('over = "tokens=9T..1T"', "training_run: over: “9T..1T” ends below its start"),
    ],
)
def test_a_wrong_question_in_a_fence_ends_the_build(asked: str, sentence: str):
    with pytest.raises(PageError) as error:
        request.read(f'name = "training_run"\n{asked}')
    assert str(error.value).startswith(sentence)


def test_a_text_that_people_read_differently_is_a_mistake_with_its_readings():
    with pytest.raises(PageError) as mistake:
        request.read('name = "training_run"\nmfu = "0.35"')
    assert str(mistake.value) == ("training_run(mfu): “0.35” could mean 0.35% or 35%. Which one?")
    read = request.read('name = "training_run"\nmfu = 0.35')
    assert read.page.start == {"mfu": "35%"}
    with pytest.raises(PageError, match=r"0\.35% or 35%"):
        inline._value("training_run.days mfu=0.35")
