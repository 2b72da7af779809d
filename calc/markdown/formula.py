"""Formulas as MathML, made when the page is built: `` `#!math C = 6 N D` `` or a `math` fence."""

import re
from typing import override

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from calc.markdown import latex
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError

INLINE = re.compile(r'[(“]*<math [^>]*display="inline"(?:(?!</math>).)*</math>[,.;:?!)”]*')
AFTER_RAW_HTML = 15


def inline(source: str, _: Conversion) -> str:
    """A formula in a sentence."""
    return latex.mathml(source, "inline")


def display(source: str, _: Conversion) -> str:
    """A fence of formulas, one a line."""
    lines = [latex.mathml(line, "block") for line in source.splitlines() if line.strip()]
    if not lines:
        raise PageError("The fence has no formula; write one on each line.")
    return f'<div data-math tabindex="0">{"".join(lines)}</div>'


class Unbroken(Postprocessor):
    """Keeps a formula and the comma after it on one line; browsers may break between them."""

    @override
    def run(self, text: str) -> str:
        return INLINE.sub(r"<span data-kept>\g<0></span>", text)


def register(md: Markdown) -> None:
    """Have a converter keep formulas together with the marks beside them."""
    md.postprocessors.register(Unbroken(md), "calc-formula", AFTER_RAW_HTML)
