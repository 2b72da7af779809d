"""Values that follow a calculator on the same page: `` `#!live training_run.gpu_hours` ``.

ID.RESULT, the id of the calculator's element and a result that it shows. The value is the one the
page was built with; when the calculator answers, calc/browser/follow.js puts the new one in its
place. What is unknown is explained behind the paragraph, and a paragraph of unknowns is not told.
"""

import re
from typing import override

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from calc.form import display, state
from calc.form.markup import escape
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError
from calc.units import Unknown

PARAGRAPH = re.compile(r"<p>((?:(?!</p>).)* data-live=(?:(?!</p>).)*)</p>", re.DOTALL)
REASON = re.compile(r"<data data-live=[^>]*? data-reason=\"([^\"]*)\"")
AFTER_RAW_HTML = 15


def value(source: str, page: Conversion) -> str:
    """The value that a calculator above starts with. Raises PageError."""
    key, _, field = source.partition(".")
    if key not in page.calculators:
        here = ", ".join(page.calculators) or "none"
        raise PageError(f"There is no calculator “{key}” on this page to follow; it has {here}.")
    calculator, start = page.calculators[key].calculator, page.calculators[key].page
    listed = [name for name in start.show if name in calculator.results]
    shown = listed or list(calculator.results)
    if field not in shown:
        raise PageError(f"“{key}” shows no result {field}; it shows {', '.join(shown)}.")
    found = getattr(state.fill(calculator, start, {}).result, field)
    where = f'data-live="{escape(source)}"'
    if isinstance(found, Unknown):
        return f'<data {where} data-reason="{escape(found.reason)}">unknown</data>'
    text = escape(display.quantity(found, calculator.results[field].unit))
    return f'<data {where} value="{found!r}">{text}</data>'


class Sentences(Postprocessor):
    """Marks the paragraphs that follow a calculator, with a place for why a value is unknown."""

    @override
    def run(self, text: str) -> str:
        return PARAGRAPH.sub(_sentences, text)


def _sentences(found: re.Match[str]) -> str:
    told = found[1]
    reasons = REASON.findall(told)
    hidden = " hidden" if len(reasons) == told.count("<data data-live=") else ""
    why = " ".join(dict.fromkeys(reasons))
    return f"<p data-sentences><span{hidden}>{told} </span><span>{why}</span></p>"


def register(md: Markdown) -> None:
    """Have a converter mark the paragraphs that follow a calculator."""
    md.postprocessors.register(Sentences(md), "calc-live", AFTER_RAW_HTML)
