"""Nonsense in any field, wanted result or span is a sentence in its place; nothing is lost."""

import json
import re

import pytest

from calc.answer import answer
from calc.form import registry, solve, state
from calc.form.number_field import Number
from calc.form.state import FormSettings

NONSENSE = (
    *(
        "forty",
        "nan",
        "-inf",
        "1e999",
        "=1+1",
        "0x1G",
        "1/0",
        "NaN%",
        "null",
        "{}",
        "<b>1</b>",
        "'\"&",
    ),
    *("to", "1 to", "..", "1..", "..1", "1 to 2 to 3", "1 – ", "%", "$", "e", "-", "--1", "1 2 x"),
    *("\ud800", "\u202e12", "😀", "9" * 400, "x" * 5000, "1" + "," * 50, "1.2.3.4", "5 elephants"),
)

SENTENCE = re.compile(r"^[A-Z0-9“$<−-].*[.?]$", re.DOTALL)


@pytest.mark.parametrize("name", registry.names())
def test_nonsense_in_a_field_is_a_sentence_there_and_the_others_keep_their_texts(name: str):
    calculator = registry.find(name)
    start = state.fill(calculator, FormSettings(), {})
    for parameter, field in calculator.fields.items():
        for text in NONSENSE if isinstance(field, Number) else ():
            filled = state.fill(calculator, FormSettings(), {parameter: text})
            entry = filled.entries[parameter]
            assert entry.error, (parameter, text, entry.text)
            assert SENTENCE.match(entry.error), (parameter, text, entry.error)
            assert entry.text == text[: len(entry.text)], (parameter, text)
            others = {n: e.text for n, e in filled.entries.items() if n != parameter}
            assert others == {n: start.entries[n].text for n in others}, (parameter, text)


@pytest.mark.parametrize("name", registry.names())
def test_nonsense_as_a_wanted_result_or_a_span_is_a_sentence_beside_the_last_results(name: str):
    filled = state.fill(registry.find(name), FormSettings(), {})
    inputs, results = solve.inputs(filled), solve.results(filled)
    plain = answer(json.dumps({"calculator": name}))
    kept = plain.partition(" data-summary")[2]
    for text in NONSENSE:
        for asked in (
            {"solve": {inputs[0]: {results[0]: text}}},
            {"solve": {inputs[-1]: {results[-1]: text}}},
            {"over": [f"{inputs[0]}={text}"]},
            {"over": [f"{inputs[0]}=1..{text}"]},
        ):
            html = answer(json.dumps({"calculator": name, **asked}))
            found = re.search(r"<p data-unsolved>(.*?) ?</p>", html, re.DOTALL)
            assert found, (asked, html[:300])
            assert SENTENCE.match(found[1]), (asked, found[1])
            assert html.partition(" data-summary")[2] == kept
