"""Formulas as MathML, made when the page is built: `` `#!math C = 6 N D` `` or a `math` fence."""

import re
from typing import Any, override

from latex2mathml.converter import convert
from markdown import Markdown
from markdown.postprocessors import Postprocessor

INLINE = re.compile(r'[(“]*<math [^>]*display="inline"(?:(?!</math>).)*</math>[,.;:?!)”]*')
AFTER_RAW_HTML = 15


def inline(src: str, language: str, class_name: str, md: Markdown) -> str:
    """Inlinehilite's formatter."""
    if "calc-formula" not in md.postprocessors:
        md.postprocessors.register(Kept(md), "calc-formula", AFTER_RAW_HTML)
    return convert(src)


def block(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Superfences' formatter; lines are formulas of their own."""
    lines = (convert(line, display="block") for line in source.splitlines() if line.strip())
    return f'<div data-math tabindex="0">{"".join(lines)}</div>'


class Kept(Postprocessor):
    """Keeps a formula and the comma behind it on one line: a browser may break between them."""

    @override
    def run(self, text: str) -> str:
        return INLINE.sub(r"<span data-kept>\g<0></span>", text)
