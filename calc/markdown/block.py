"""A calculator is a block: a browser would end a paragraph at the form inside it.

Its markup is a hundred times that of what is around it, and finished. So an empty element stands
in for it until all else of a page is done, and nothing looks through it for what it does not have.
"""

import re
from typing import Any, override

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.util import HTML_PLACEHOLDER

TAG = "live-calculator"

BEFORE_RAW_HTML = 35
"""While placeholders stand for the stashed blocks."""
AFTER_ALL_ELSE = 0

EMPTY = f"<{TAG} \x02{TAG}:%s\x03></{TAG}>"
"""No author can write it: Markdown takes these two characters out of its source."""


def declare(md: Markdown) -> None:
    """Have a converter keep calculators out of paragraphs."""
    if TAG not in md.block_level_elements:
        md.block_level_elements.append(TAG)
        md.postprocessors.register(OutOfParagraphs(md), TAG, BEFORE_RAW_HTML)
        md.postprocessors.register(InPlace(md), f"{TAG}-in-place", AFTER_ALL_ELSE)


def empty(md: Any, markup: str) -> str:
    """What stands in for a finished calculator on the page that is being converted."""
    if getattr(md, "finished_lines", None) is not md.lines:
        md.finished_lines, md.finished = md.lines, []
    md.finished.append(markup)
    return EMPTY % (len(md.finished) - 1)


class OutOfParagraphs(Postprocessor):
    """Ends the paragraph before a calculator and begins another after it.

    A fence and the lines right above and below it are one paragraph to Markdown.
    """

    md: Markdown

    @override
    def run(self, text: str) -> str:
        for number, stashed in enumerate(self.md.htmlStash.rawHtmlBlocks):
            if isinstance(stashed, str) and stashed.startswith(f"<{TAG} "):
                text = _lifted(text, HTML_PLACEHOLDER % number)
        return text


class InPlace(Postprocessor):
    """Puts finished calculators in their places."""

    @override
    def run(self, text: str) -> str:
        finished: list[str] = getattr(self.md, "finished", [])
        return STANDING_IN.sub(lambda found: finished[int(found[1])], text)


STANDING_IN = re.compile(EMPTY % "([0-9]+)")


def _lifted(text: str, placeholder: str) -> str:
    paragraph = rf"(<p[^>]*>)((?:(?!</p>).)*?){re.escape(placeholder)}(.*?)</p>"

    def split(found: re.Match[str]) -> str:
        begin, above, below = found[1], found[2].strip(), found[3].strip()
        parts = (above and f"{begin}{above}</p>", placeholder, below and f"{begin}{below}</p>")
        return "\n".join(filter(None, parts))

    return re.sub(paragraph, split, text, flags=re.DOTALL)
