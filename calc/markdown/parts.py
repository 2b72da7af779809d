"""All fences and inline values. Each is a function from its source to HTML.

A `table` fence is not here: `tables` replaces it by Markdown before any fence is read.
"""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from calc import site
from calc.markdown import code_pages, fence, figures, formula, live, tables
from calc.markdown import inline as values
from calc.markdown.conversion import Conversion

type Maker = Callable[[str, Conversion], str]
"""Source and page in, HTML out; raises PageError for an author's mistake."""

type InlineMaker = Callable[[str, Conversion], str | Element]
"""The same, or an element: the generator resolves and checks the links in it, as in Markdown."""

FENCES: Mapping[str, Maker] = {
    "calculator": fence.calculator,
    "figure": figures.figure,
    "math": formula.display,
}

NAMES = (*FENCES, tables.NAME)
"""The names of all fences."""

INLINE: Mapping[str, InlineMaker] = {
    "value": values.rounded,
    "exact": values.exact,
    "live": live.value,
    "checked": tables.checked,
    "math": formula.inline,
    "code": code_pages.fingerprint,
}


def inline() -> dict[str, InlineMaker]:
    """The words after `#!`, with those of the site in use."""
    words = site.current().inline
    return {**INLINE, **{word: _of_the_site(name) for word, name in words.items()}}


def _of_the_site(name: str) -> InlineMaker:
    """The site's function of that name, imported when a page has its word."""
    return lambda source, _: site.load(name)(source)
