"""Texts in the code keep the rules for English that `make check` applies to Markdown files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
RULES = yaml.safe_load((ROOT / "tests" / "plain_english.yml").read_text("utf-8"))["rules"]
WRITTEN_FOR_READERS = ("analysis", "calculators", "examples", "words")
"""Folders of `calc` whose texts appear in pages."""
FILES = [
    file
    for folder in WRITTEN_FOR_READERS
    for file in sorted((ROOT / "calc" / folder).rglob("*.py"))
    if file.name != "de.py"
]


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """What to write instead, and the expression that finds what not to write."""
    for rule in RULES:
        yield rule["expected"], re.compile(rule["pattern"].removeprefix("/").removesuffix("/"))


def faults(source: str) -> Iterator[str]:
    """Turns of phrase in the texts of a module that the rules replace."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for expected, expression in expressions():
                if found := expression.search(node.value):
                    yield f"line {node.lineno}: “{found[0]}”; write: {expected}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_texts_in_the_code_are_plain_english(file: Path):
    assert list(faults(file.read_text("utf-8"))) == []


@pytest.mark.parametrize("text", ["Questions by chance", "It is a matter of taste", "hence"])
def test_a_turn_of_phrase_in_a_text_would_be_found(text: str):
    assert list(faults(f"ROW = {text!r}"))
