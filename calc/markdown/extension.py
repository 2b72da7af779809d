"""The Python-Markdown extension: our fences, inline words, marks, and standard extensions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, override

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from pymdownx.inlinehilite import InlineHiliteException
from pymdownx.superfences import SuperFencesException, default_validator

from calc import deadline, project
from calc import site as sites
from calc.deadline import TooLong
from calc.form import declare, memo
from calc.markdown import (
    columns,
    formula,
    live,
    mistakes,
    notes,
    parts,
    placeholders,
    standard,
    tables,
)
from calc.markdown.conversion import Conversion
from calc.markdown.placeholders import Placeholders
from calc.markdown.request import FenceRequest

BEFORE_EVERYTHING = 1000
"""The priority of the preprocessor that must run first."""


class CalculatorsExtension(Extension):
    """Everything that a page with calculators needs."""

    def __init__(self, given: Placeholders | None) -> None:
        """With placeholders `given`, the caller puts calculators in their places."""
        super().__init__()
        self.given = given

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        self.md = md
        own = Placeholders()
        self.page = Conversion(md=md, placeholders=self.given or own)
        standard.bring(md)
        new_page = _NewPage(self.page.calculators, own)
        md.preprocessors.register(new_page, "calc-new-page", BEFORE_EVERYTHING)
        if self.given is None:
            restore = placeholders.Restore(own)
            md.postprocessors.register(restore, "calc-restore", placeholders.AFTER_EVERYTHING)
        for part in (placeholders, tables, columns, formula, live, notes):
            part.register(md)
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
        inlinehilite = standard.inlinehilite(self.md)
        known = {word["name"] for word in inlinehilite.formatters}
        for word, make in parts.inline().items():
            if word not in known:
                inlinehilite.extend_custom_inline(word, _word(word, make, self.page))


def makeExtension(*, placeholders: Placeholders | None = None, **options: Any) -> Extension:
    """What Python-Markdown calls.

    With `placeholders` given, calculators stay there, and the caller has declared the site.
    Without, they are in their places at the end of a conversion; the site is what the options say,
    or else mkdocs.yml in the current folder. Raises SiteError.
    """
    if placeholders is None:
        sites.use(project.of(options, Path()) if options else project.declared(Path()))
    memo.enlarge()
    declare.guard(deadline.limit)
    return CalculatorsExtension(placeholders)


class _NewPage(Preprocessor):
    """Empties the state of the page before: a converter may convert one page after the other."""

    def __init__(self, *states: dict[str, FenceRequest] | Placeholders) -> None:
        super().__init__()
        self.states = states

    @override
    def run(self, lines: list[str]) -> list[str]:
        for state in self.states:
            state.clear()
        return lines


def _fence(name: str, make: parts.Maker, page: Conversion) -> Callable[..., str]:
    """A formatter for superfences. After other exceptions than its own it drops the fence."""

    def formatter(*, src: str, **_: Any) -> str:
        try:
            return make(src, page)
        except (Exception, TooLong) as error:
            pieces = (f"{name} {src.strip() or '```'}", src)
            raise SuperFencesException(mistakes.sentence(error, page.md, *pieces)) from error

    return formatter


def _word(word: str, make: parts.Maker, page: Conversion) -> Callable[..., str]:
    """A formatter for inlinehilite. After other exceptions than its own it shows the source."""

    def formatter(*, src: str, **_: Any) -> str:
        try:
            return make(src, page)
        except (Exception, TooLong) as error:
            piece = f"#!{word} {src}"
            raise InlineHiliteException(mistakes.sentence(error, page.md, piece)) from error

    return formatter
