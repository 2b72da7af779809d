"""The documents for maintainers name files, commands and words that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
}
TARGETS = set(
    re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)

FILE = re.compile(r"`((?:calc|docs|tests|overrides)/[\w./-]+)`")
EXAMPLES = {
    "calc/calculators/weights.py",
    *(f"calc/llm/{kind}/NAME.py" for kind in ("families", "blocks")),
}
"""Files that a document tells its readers to write."""


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "CHANGELOG.md"])
def test_every_file_that_a_document_names_is_there(name: str):
    named = {*FILE.findall(DOCUMENTS[name])} - EXAMPLES
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_within_the_project_leads_to_a_file(name: str):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", DOCUMENTS[name])
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_command_that_a_document_names_is_one(name: str):
    assert {*re.findall(r"`make ([a-z-]+)", DOCUMENTS[name])} <= TARGETS


def test_every_room_is_in_the_drawing_and_in_the_table_of_parts():
    text = DOCUMENTS["ARCHITECTURE.md"]
    rooms = [path for path in (ROOT / "calc").iterdir() if path.name[0] not in "_."]
    for path in rooms:
        suffix = "/" if path.is_dir() else ""
        assert f"`calc/{path.name}{suffix}`" in text, path.name


def test_the_glossary_is_in_alphabetical_order_and_has_each_word_once():
    glossary = DOCUMENTS["ARCHITECTURE.md"].partition("## Glossary")[2]
    _, *rows = re.findall(r"^\| ([^|]+) \|", glossary, re.MULTILINE)
    words = [word.strip("` ").casefold() for word in rows]
    assert len(words) > 20
    assert words == sorted(set(words))
