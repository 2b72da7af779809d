"""The Python-Markdown extension.

It brings the standard extensions that pages use, unless the author has configured them, and adds
our fences and inline words to the superfences and the inlinehilite in use, whoever listed those.
"""

from collections.abc import Callable
from typing import Any, override

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.preprocessors import Preprocessor
from pymdownx.inlinehilite import InlineHiliteException, InlineHilitePattern
from pymdownx.superfences import (
    SuperFencesBlockPreprocessor,
    SuperFencesException,
    default_validator,
)

from calc import project
from calc import site as sites
from calc.form import memo
from calc.markdown import columns, formula, live, mistakes, notes, parts, placeholders, tables
from calc.markdown.conversion import Conversion
from calc.markdown.placeholders import Placeholders
from calc.markdown.request import FenceRequest

STANDARD: dict[str, dict[str, Any]] = {
    "abbr": {},
    "attr_list": {},
    "footnotes": {},
    # An attribute, not a style: a strict content security policy forbids styles.
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True},
    "admonition": {},
    "pymdownx.details": {},
}
"""The standard extensions that pages use, with our options."""

FIRST = 1000
"""The priority of what must run before everything else."""


class CalculatorsExtension(Extension):
    """Everything that a page with calculators needs."""

    def __init__(self, held: Placeholders | None) -> None:
        super().__init__()
        self.held = held

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        self.md = md
        own = Placeholders()
        self.page = Conversion(md=md, placeholders=self.held or own)
        for name, options in STANDARD.items():
            if not _is_listed(name, md):
                md.registerExtensions([name], {name: options})
        md.preprocessors.register(_NewPage(self.page.calculators, own), "calc-new-page", FIRST)
        if self.held is None:
            restore = placeholders.Restore(own)
            md.postprocessors.register(restore, "calc-restore", placeholders.LAST)
        for part in (placeholders, tables, columns, formula, live, notes):
            part.register(md)
        md.registerExtension(self)
        self.reset()

    def reset(self) -> None:
        """Add our fences and words; Python-Markdown calls this when it has all extensions."""
        fences = _superfences(self.md).extension
        known = {fence["name"] for fence in fences.superfences}
        for name, make in parts.FENCES.items():
            if name not in known:
                formatter = _fence(name, make, self.page)
                fences.extend_super_fences(name, formatter, default_validator, None)
        inline = _inlinehilite(self.md)
        known = {word["name"] for word in inline.formatters}
        for word, make in parts.inline().items():
            if word not in known:
                inline.extend_custom_inline(word, _word(word, make, self.page))


def makeExtension(*, site: str = "", placeholders: Placeholders | None = None) -> Extension:
    """What Python-Markdown calls. `site` names the site's declaration, "module:attribute".

    Whoever gives placeholders puts the calculators in their places; without, the extension does
    at the end of each conversion. Raises SiteError.
    """
    sites.use(project.named(site))
    memo.enlarge()
    return CalculatorsExtension(placeholders)


def _is_listed(name: str, md: Markdown) -> bool:
    """Whether the author has listed a standard extension, above ours; one below replaces ours."""
    match name:
        case "abbr" | "attr_list":
            return name in md.treeprocessors
        case "tables":
            return _has_tables(md)
        case "toc":
            return _has_toc(md)
    processor = {"footnotes": "footnote", "pymdownx.details": "details"}.get(name, name)
    return processor in md.parser.blockprocessors


class _NewPage(Preprocessor):
    """Begins each conversion: a converter may be used for many pages."""

    def __init__(self, *states: dict[str, FenceRequest] | Placeholders) -> None:
        super().__init__()
        self.states = states

    @override
    def run(self, lines: list[str]) -> list[str]:
        for state in self.states:
            state.clear()
        return lines


# MkDocs always lists tables and toc: there the author has listed what he has configured.
def _has_tables(md: Markdown) -> bool:
    found: Any = "table" in md.parser.blockprocessors and md.parser.blockprocessors["table"]
    return bool(found) and found.config != TableExtension().getConfigs()


def _has_toc(md: Markdown) -> bool:
    found = (each for each in md.registeredExtensions if isinstance(each, TocExtension))
    return any(each.getConfigs() != TocExtension().getConfigs() for each in found)


def _superfences(md: Markdown) -> Any:
    """The superfences in use; brought, where there is none or another extension replaced it."""
    if "fenced_code_block" in md.preprocessors:
        found = md.preprocessors["fenced_code_block"]
        if isinstance(found, SuperFencesBlockPreprocessor):
            return found
    md.registerExtensions(["pymdownx.superfences"], {})
    return md.preprocessors["fenced_code_block"]


def _inlinehilite(md: Markdown) -> Any:
    """The inlinehilite in use, or a new one."""
    found = md.inlinePatterns["backtick"]
    if isinstance(found, InlineHilitePattern):
        return found
    md.registerExtensions(["pymdownx.inlinehilite"], {})
    return md.inlinePatterns["backtick"]


def _fence(name: str, make: parts.Maker, page: Conversion) -> Callable[..., str]:
    """A formatter for superfences, which ships the page without the fence after any exception
    but its own.
    """

    def formatter(*, src: str, **_: Any) -> str:
        try:
            return make(src, page)
        except Exception as error:
            pieces = (f"{name} {src.strip() or '```'}", src)
            raise SuperFencesException(mistakes.sentence(error, page.md, *pieces)) from error

    return formatter


def _word(word: str, make: parts.Maker, page: Conversion) -> Callable[..., str]:
    """A formatter for inlinehilite, which ships the source after any exception but its own."""

    def formatter(*, src: str, **_: Any) -> str:
        try:
            return make(src, page)
        except Exception as error:
            piece = f"#!{word} {src}"
            raise InlineHiliteException(mistakes.sentence(error, page.md, piece)) from error

    return formatter
