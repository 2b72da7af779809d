"""The Python-Markdown extension: our fences, inline words, marks, and standard extensions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, override
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from pymdownx.superfences import default_validator

from calc import deadline, project
from calc import site as sites
from calc.deadline import TooLong
from calc.form import declare, memo
from calc.markdown import (
    columns,
    formula,
    ids,
    live,
    near,
    notes,
    parts,
    placeholders,
    standard,
    tables,
)
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import Mistakes
from calc.markdown.placeholders import Placeholders
from calc.markdown.places import Source

BEFORE_EVERYTHING = 1000
"""The priority of the preprocessor that must run first."""
BEFORE_CALCULATORS = 0.5
"""The priority of the postprocessor that sees the page as it ends, but for its calculators."""


class CalculatorsExtension(Extension):
    """Everything that a page with calculators needs."""

    def __init__(self, given: Placeholders | None, mistakes: Mistakes | None, docs: Path) -> None:
        """With placeholders or mistakes given, the caller ends what is done to pages."""
        super().__init__()
        self.given, self.mistakes, self.docs = given, mistakes, docs

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        self.md = md
        own = Placeholders()
        held = own if self.given is None else self.given
        docs = self.docs if self.mistakes is None else self.mistakes.docs
        self.page = Conversion(md=md, placeholders=held, source=Source(md, docs))
        standard.bring(md)
        new_page = _NewPage(self.page, own)
        md.preprocessors.register(new_page, "calc-new-page", BEFORE_EVERYTHING)
        left = near.LeftFences(parts.NAMES, self.page)
        md.preprocessors.register(left, "calc-left-fences", near.AFTER_SUPERFENCES)
        end = _EndOfPage(self.page, self.mistakes)
        md.postprocessors.register(end, "calc-end-of-page", BEFORE_CALCULATORS)
        if self.given is None:
            restore = placeholders.Restore(own)
            md.postprocessors.register(restore, "calc-restore", placeholders.AFTER_EVERYTHING)
        for part in (placeholders, columns, formula, live, notes):
            part.register(md)
        tables.register(self.page)
        md.registerExtension(self)
        self.reset()

    def reset(self) -> None:
        """Add our fences and words to the superfences and the inlinehilite in use.

        Python-Markdown calls this when all extensions are registered. So it does not matter
        whether the author lists those two, nor where. His fences and words go before ours.
        """
        superfences = standard.superfences(self.md)
        known = {fence["name"] for fence in superfences.superfences}
        for name, make in parts.FENCES.items():
            if name not in known:
                formatter = _fence(name, make, self.page)
                superfences.extend_super_fences(name, formatter, default_validator, None)
        near.watch_fences(superfences, parts.NAMES, self.page)
        inlinehilite = standard.inlinehilite(self.md)
        known = {word["name"] for word in inlinehilite.formatters}
        words = parts.inline()
        for word, maker in words.items():
            if word not in known:
                inlinehilite.extend_custom_inline(word, _word(word, maker, self.page))
        near.watch_words(inlinehilite, words, self.page)


def makeExtension(
    *, placeholders: Placeholders | None = None, mistakes: Mistakes | None = None, **options: Any
) -> Extension:
    """What Python-Markdown calls.

    With `placeholders` given, calculators stay there, and the caller has declared the site.
    Without, they are in their places at the end of a conversion; the site is what the options say,
    or else mkdocs.yml in the current folder. Raises SiteError.

    With `mistakes` given, those of the page are added there, and the page shows them. Without, the
    end of a conversion raises PageError.
    """
    if placeholders is None:
        sites.use(project.of(options, Path()) if options else project.declared(Path()))
    memo.enlarge()
    declare.guard(deadline.limit)
    return CalculatorsExtension(placeholders, mistakes, project.docs(Path()))


class _NewPage(Preprocessor):
    """Empties the state of the page before: a converter may convert one page after the other."""

    def __init__(self, page: Conversion, own: Placeholders) -> None:
        super().__init__()
        self.page, self.own = page, own

    @override
    def run(self, lines: list[str]) -> list[str]:
        self.page.begin("\n".join(lines))
        self.own.clear()
        return lines


class _EndOfPage(Postprocessor):
    """Tells the mistakes of a page, when it is finished but for its calculators."""

    def __init__(self, page: Conversion, mistakes: Mistakes | None) -> None:
        super().__init__()
        self.page, self.mistakes = page, mistakes

    @override
    def run(self, text: str) -> str:
        shown = self.page.mistakes.shown(text)
        doubled = [*ids.mistakes(text, self.page)]
        told = Mistakes() if self.mistakes is None else self.mistakes
        told.add([*shown, *doubled])
        if self.mistakes is None:
            told.end()
        return "".join(map(self.page.mistakes.block, doubled)) + text


def _fence(name: str, make: parts.Maker, page: Conversion) -> Callable[..., str]:
    """A formatter for superfences. After an exception superfences would drop the fence."""

    def formatter(*, src: str, **_: Any) -> str:
        page.piece = piece = page.source.fence(name, src)
        try:
            return make(src, page)
        except (Exception, TooLong) as error:  # noqa: BLE001  it is told
            page.failed |= name == "calculator"
            return page.mistakes.block(page.sentence(error, piece))

    return formatter


def _word(word: str, make: parts.InlineMaker, page: Conversion) -> Callable[..., str | Element]:
    """A formatter for inlinehilite. After an exception inlinehilite would show the source."""

    def formatter(*, src: str, **_: Any) -> str | Element:
        piece = page.source.word(word, src)
        try:
            return make(src, page)
        except (Exception, TooLong) as error:  # noqa: BLE001  it is told
            return page.mistakes.words(page.sentence(error, piece))

    return formatter
