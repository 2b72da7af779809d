"""Finished calculators, kept out of all passes that follow.

A calculator is finished markup, a hundred times that of the page around it. A placeholder with the
same tag replaces it until everything else is done: until the end of the conversion, or with the
MkDocs plugin until the page's template is filled.
"""

import re
from collections.abc import Callable
from typing import override

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.util import HTML_PLACEHOLDER

TAG = "live-calculator"

PLACEHOLDER = re.compile(f'<{TAG} data-placeholder="\x02calculator:([0-9]+)\x03">.*?</{TAG}>')
"""No author can write it: Markdown removes these two control characters from its source."""
NUMBER = re.compile('data-placeholder="\x02calculator:([0-9]+)\x03"')

BEFORE_RAW_HTML = 35
"""The priority at which Python-Markdown's own placeholders are still there."""
AFTER_EVERYTHING = 0


class Placeholders:
    """Finished markup, by the number in its placeholder."""

    def __init__(self, summary: Callable[[str], str] = lambda _: "") -> None:
        """`summary` gives what a placeholder holds: what a search index should find."""
        self._summary = summary
        self._finished: list[str] = []

    def hold(self, markup: str) -> str:
        """Keep finished markup; give its placeholder."""
        self._finished.append(markup)
        number = len(self._finished) - 1
        summary = self._summary(markup)
        return f'<{TAG} data-placeholder="\x02calculator:{number}\x03">{summary}</{TAG}>'

    def restore(self, text: str) -> str:
        """The text with the markup in place of each placeholder."""
        return PLACEHOLDER.sub(lambda found: self.finished(int(found[1])), text)

    def finished(self, number: int) -> str:
        """The markup of one placeholder."""
        return self._finished[number]

    def clear(self) -> None:
        """Forget all markup."""
        self._finished.clear()


class Restore(Postprocessor):
    """Puts calculators in their places at the end of a conversion."""

    def __init__(self, held: Placeholders) -> None:
        super().__init__()
        self.held = held

    @override
    def run(self, text: str) -> str:
        return self.held.restore(text)


class OutOfParagraphs(Postprocessor):
    """Ends the paragraph before a calculator and begins another after it.

    A fence and the lines right above and below it are one paragraph to Markdown, and a browser
    would end it at the form inside the calculator.
    """

    md: Markdown

    @override
    def run(self, text: str) -> str:
        for number, stashed in enumerate(self.md.htmlStash.rawHtmlBlocks):
            if isinstance(stashed, str) and stashed.startswith(f"<{TAG} "):
                text = _lifted(text, HTML_PLACEHOLDER % number)
        return text


def _lifted(text: str, placeholder: str) -> str:
    paragraph = rf"(<p[^>]*>)((?:(?!</p>).)*?){re.escape(placeholder)}(.*?)</p>"

    def split(found: re.Match[str]) -> str:
        begin, above, below = found[1], found[2].strip(), found[3].strip()
        parts = (above and f"{begin}{above}</p>", placeholder, below and f"{begin}{below}</p>")
        return "\n".join(filter(None, parts))

    return re.sub(paragraph, split, text, flags=re.DOTALL)


def register(md: Markdown) -> None:
    """Have a converter keep calculators out of paragraphs."""
    md.block_level_elements.append(TAG)
    md.postprocessors.register(OutOfParagraphs(md), "calc-out-of-paragraphs", BEFORE_RAW_HTML)
