"""A calculator is a block: a browser would end a paragraph at the form inside it."""

import re

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.util import HTML_PLACEHOLDER

TAG = "llm-calculator"

BEFORE_RAW_HTML = 35
"""While placeholders stand for the stashed blocks."""


def declare(md: Markdown) -> None:
    """Have a converter keep calculators out of paragraphs."""
    if TAG not in md.block_level_elements:
        md.block_level_elements.append(TAG)
        md.postprocessors.register(OutOfParagraphs(md), TAG, BEFORE_RAW_HTML)


class OutOfParagraphs(Postprocessor):
    """Ends the paragraph before a calculator and begins another after it.

    A fence and the lines right above and below it are one paragraph to Markdown.
    """

    md: Markdown

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
