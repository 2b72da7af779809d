"""The standard extensions that pages use, brought unless the author lists them.

An extension that an author lists below ours replaces what we bring. One above ours stays, with its
options. MkDocs lists `toc` and `tables` in every site: those stay if the author has set an option.
"""

from typing import Any

from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from pymdownx.inlinehilite import InlineHilitePattern
from pymdownx.superfences import SuperFencesBlockPreprocessor

OPTIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "attr_list": {},
    "footnotes": {},
    # An attribute, not a style: a strict content security policy forbids styles.
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True},
    "admonition": {},
    "pymdownx.details": {},
}
"""These extensions, and the options that we set."""

BLOCK_PROCESSORS = {
    "footnotes": "footnote",
    "admonition": "admonition",
    "pymdownx.details": "details",
}
"""What an extension registers, where its name does not say it."""


def bring(md: Markdown) -> None:
    """Register the extensions that the author has not listed above ours."""
    for name, options in OPTIONS.items():
        if not _is_listed(name, md):
            md.registerExtensions([name], {name: options})


def superfences(md: Markdown) -> Any:
    """The extension `superfences` in use; a new one, if plain fences have taken its place."""
    name = "fenced_code_block"
    if name not in md.preprocessors or not _is_superfences(md.preprocessors[name]):
        md.registerExtensions(["pymdownx.superfences"], {})
    found: Any = md.preprocessors[name]
    return found.extension


def inlinehilite(md: Markdown) -> Any:
    """The pattern of `inlinehilite` in use; a new one, if there is none."""
    if not isinstance(md.inlinePatterns["backtick"], InlineHilitePattern):
        md.registerExtensions(["pymdownx.inlinehilite"], {})
    return md.inlinePatterns["backtick"]


def _is_superfences(processor: Any) -> bool:
    return isinstance(processor, SuperFencesBlockPreprocessor)


def _is_listed(name: str, md: Markdown) -> bool:
    match name:
        case "tables":
            found: Any = "table" in md.parser.blockprocessors and md.parser.blockprocessors["table"]
            return bool(found) and found.config != TableExtension().getConfigs()
        case "toc":
            tocs = (each for each in md.registeredExtensions if isinstance(each, TocExtension))
            return any(each.getConfigs() != TocExtension().getConfigs() for each in tocs)
        case "abbr" | "attr_list":
            return name in md.treeprocessors
    return BLOCK_PROCESSORS[name] in md.parser.blockprocessors
