"""words.js has what the scripts say, in the shape that words.d.ts describes."""

import re
from pathlib import Path

from calc import words
from calc.snapshot import script_words, scripts
from calc.words.en import English

TYPES = (scripts.BROWSER / "words.d.ts").read_text(encoding="utf-8")
STRING = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`""")
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")

INSIDE = {
    # Faults of a program, as short as an exception's, which a sentence of words.js may quote.
    "`A calculator that is ${…} cannot ${…}.`",
    '"its library is not to be read"',
    "`there is no memory for ${…} bytes`",
    '"an error that it cannot show"',
    "`${…} is not there`",
    # The head of an SVG file.
    '`<?xml version="1.0" encoding="UTF-8"?>\\n${…}\\n`',
}


def test_every_text_is_declared_with_its_fields():
    declared = dict(re.findall(r"^export const (\w+): (.+);$", TYPES, re.MULTILINE))
    assert [*declared] == [*English.scripts]
    for name, text in English.scripts.items():
        assert {*re.findall(r"(\w+): string", declared[name])} == words.fields(text)


def test_a_text_with_fields_is_a_function_of_them():
    module = script_words.module()
    assert 'export const unknown = "unknown";\n' in module
    stalled = "export const fileStalled = ({ file }) => `The download of ${file} has stalled.`;\n"
    assert stalled in module


def test_no_sentence_is_in_a_script():
    paths = [path for path in scripts.BROWSER.rglob("*.js") if path.name != "contract.js"]
    strings = {
        re.sub(r"\$\{[^}]*\}", "${…}", text)
        for path in paths
        for text in STRING.findall(_code(path))
    }
    assert {text for text in strings if SENTENCE.search(text)} == INSIDE


def _code(path: Path) -> str:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"(^|\s)//.*", "", text)
