"""Fences and words that are nearly ours: a slip must not become plain code.

What no fence of the page's configuration takes, superfences gives to the highlighter of code; so
does inlinehilite. Each name that comes there is compared with ours. A language that Pygments knows
is none of our business.
"""

import re
from collections.abc import Collection
from difflib import SequenceMatcher
from typing import Any, override

from markdown.preprocessors import Preprocessor
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError

MIN_LETTERS_OF_ABBREVIATION = 4
MIN_RATIO = 0.8
"""How similar a name is, from 0 to 1: one letter of five may differ."""

SPACED = re.compile(r"#!\s+([\w-]+)(?=\s)")
HEADER = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*(?:\{[ \t]*)?\.?([A-Za-z][\w-]*)([^`]*)$")
WATCH = "calculators"
"""The attribute of inlinehilite that says that its words are watched."""
AFTER_SUPERFENCES = 24
"""The priority of what looks at the fences that superfences has left."""


def nearest(name: str, known: Collection[str]) -> str:
    """The name that was meant; "" if it is none of these, or a language of Pygments."""
    word = name.casefold()
    for other in known:
        if name == other or (_is_near(word, other) and not _is_language(name)):
            return other
    return ""


def _is_near(word: str, other: str) -> bool:
    if sorted(word) == sorted(other):
        return True
    if len(word) >= MIN_LETTERS_OF_ABBREVIATION and other.startswith(word):
        return True
    similar = SequenceMatcher(None, word, other).ratio() >= MIN_RATIO
    return word[:1] == other[:1] and abs(len(word) - len(other)) <= 1 and similar


def _is_language(name: str) -> bool:
    try:
        find_lexer_class_by_name(name)
    except ClassNotFound:
        return False
    return True


class Fences:
    """The highlighter of superfences, but for names that are nearly ours."""

    def __init__(self, highlight: Any, names: Collection[str], page: Conversion) -> None:
        self.highlight, self.names, self.page = highlight, names, page

    def __call__(self, src: str = "", language: str = "", **rest: Any) -> Any:
        fences: Any = self.page.md.preprocessors["fenced_code_block"]
        declared = {each["name"] for each in fences.extend_pygments_lang or ()}
        meant = "" if language in declared else nearest(language or "", self.names)
        if not meant:
            return self.highlight(src=src, language=language, **rest)
        error = PageError(_fence_sentence(language, meant))
        self.page.failed |= meant == "calculator"
        piece = self.page.source.fence(language, src)
        return self.page.mistakes.block(self.page.sentence(error, piece))


def _fence_sentence(name: str, meant: str) -> str:
    if name == meant:
        return f"Only the name may follow the marks of a {name} fence; use ``` {name}."
    return f"There is no fence “{name}”; use ``` {meant}."


class Words:
    """What inlinehilite does with code in a sentence, but for words that are nearly ours."""

    def __init__(self, pattern: Any, words: Collection[str], page: Conversion) -> None:
        self.pattern, self.words, self.page = pattern, words, page
        self.handle_match, self.highlight = pattern.handleMatch, pattern.formatters[0]["formatter"]

    def match(self, found: re.Match[str], data: str) -> Any:
        """Refuse `#! value`, which inlinehilite shows as the code `value`."""
        begin = found.start(0)
        start, end = self.pattern.find_code_spans(begin, data)
        if not found[1] and end is not None and (spaced := SPACED.match(data[start:end])):
            meant = nearest(spaced[1], self.words)
            if meant:
                source = data[start + spaced.end() : end]
                error = PageError(f"`#! {spaced[1]}` has a space after #!; use `#!{meant} …`.")
                markup = self._mistake(error, spaced[1], source)
                return self.page.md.htmlStash.store(markup), begin, end + (start - begin)
        return self.handle_match(found, data)

    def code(self, src: str = "", language: str = "", **rest: Any) -> Any:
        """Refuse `#!valeu x`."""
        own = {each["name"] for each in self.pattern.extend_pygments_lang or ()}
        meant = "" if language in own else nearest(language, self.words)
        if not meant:
            return self.highlight(src=src, language=language, **rest)
        error = PageError(f"There is no word `#!{language}`; use `#!{meant}`.")
        return self._mistake(error, language, src)

    def _mistake(self, error: PageError, word: str, source: str) -> str:
        piece = self.page.source.word(word, source)
        return self.page.mistakes.words(self.page.sentence(error, piece))


class LeftFences(Preprocessor):
    """Refuses fences of our names that superfences has not read."""

    def __init__(self, names: Collection[str], page: Conversion) -> None:
        super().__init__(page.md)
        self.names, self.page = names, page

    @override
    def run(self, lines: list[str]) -> list[str]:
        return [self._checked(line) for line in lines]

    def _checked(self, line: str) -> str:
        found = HEADER.match(line)
        meant = nearest(found[3], self.names) if found else ""
        if not found or not meant:
            return line
        fence = f"{found[2]} {meant}"
        rest = found[4].strip(" \t}")
        error = PageError(
            f"“{rest}” after the name of a fence cannot be read; use {fence}."
            if rest
            else f"The fence {fence} has no end; add a line with {found[2]}, indented like its"
            " first line."
        )
        self.page.failed |= meant == "calculator"
        sentence = self.page.sentence(error, self.page.source.line_with(line))
        return found[1] + self.page.md.htmlStash.store(self.page.mistakes.block(sentence))


def watch_fences(superfences: Any, names: Collection[str], page: Conversion) -> None:
    """Look at the names of fences that nobody has declared, but an author's fence for any name."""
    rest = superfences.superfences[0]
    if rest["name"] != "*" and not isinstance(rest["formatter"], Fences):
        rest["formatter"] = Fences(rest["formatter"], names, page)


def watch_words(inlinehilite: Any, words: Collection[str], page: Conversion) -> None:
    """Look at words that nobody has declared, but an author's formatter for any word."""
    first = inlinehilite.formatters[0]
    if first["name"] != "*" and not isinstance(getattr(inlinehilite, WATCH, None), Words):
        watch = Words(inlinehilite, words, page)
        setattr(inlinehilite, WATCH, watch)
        first["formatter"], inlinehilite.handleMatch = watch.code, watch.match
