"""Sources as footnotes: on paper, in reader modes and in browsers without style sheets.

Each published figure and each link to another site gets the number of its note in `data-note`,
which the style sheet prints. The notes are at the end of the page, where only print, reader modes
and text browsers show them. The sources of a calculator are in its own rows.
"""

import re
from typing import override

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from calc import words as own

AFTER_EVERYTHING = 1
"""But before calculators replace their placeholders: their links get no notes."""
CITED = re.compile(r"<(?:a|span|data) ([^>]*)>")
TAG = re.compile(r"<[^>]+>")
ELSEWHERE = ("https://", "http://")


class Notes(Postprocessor):
    """Numbers what a page cites, and lists it."""

    @override
    def run(self, text: str) -> str:
        notes: dict[str, int] = {}

        def numbered(found: re.Match[str]) -> str:
            note = _note(found)
            if not note:
                return found[0]
            number = notes.setdefault(note, len(notes) + 1)
            return f'{found[0][:-1]} data-note="{number}">'

        text = CITED.sub(numbered, text)
        return text + _list(notes)


def _note(found: re.Match[str]) -> str:
    """The source and its address; "" for an element that cites nothing."""
    given = dict(re.findall(r'([\w-]+)="([^"]*)"', found[1]))
    address = given.get("href", "")
    source = given.get("data-source", "")
    if not source and not address.startswith(ELSEWHERE):
        return ""
    words, _, _ = found.string[found.end() :].partition("</a>")
    title = source or " ".join(TAG.sub("", words).split())
    return ", ".join(filter(None, (title, address if address != title else "")))


def _list(notes: dict[str, int]) -> str:
    """The list of notes. Its title is not a heading: on a screen the page has none there."""
    if not notes:
        return ""
    items = "".join(f"<li>{note}</li>" for note in notes)
    title = own.current().sources
    return f"\n<section data-notes data-search-exclude>{title}<ol>{items}</ol></section>"


def register(md: Markdown) -> None:
    """Have a converter number and list what a page cites."""
    md.postprocessors.register(Notes(md), "calc-notes", AFTER_EVERYTHING)
