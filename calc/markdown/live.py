"""Values that follow a calculator on the same page: `` `#!live ID.RESULT` ``.

ID is the id of a calculator above, RESULT one that it shows. The page is built with the
calculator's first value; after each answer the page's scripts write the new one. If a value is
unknown, the reason follows the paragraph; if all are, the reason replaces it.
"""

import re
from typing import override

from markdown import Markdown
from markdown.postprocessors import Postprocessor

from calc import words
from calc.form import shown_of, state
from calc.form.markup import escape
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError
from calc.units import Unknown

PARAGRAPH = re.compile(r"<p>((?:(?!</p>).)* data-live=(?:(?!</p>).)*)</p>", re.DOTALL)
REASON = re.compile(r"<data data-live=[^>]*? data-reason=\"([^\"]*)\"")
AFTER_RAW_HTML = 15


def value(source: str, page: Conversion) -> str:
    """The first value of a calculator's result. Raises PageError."""
    key, _, field = source.partition(".")
    if page.failed:  # its calculator may be the one with the mistake
        return "?"
    if key not in page.calculators:
        here = ", ".join(page.calculators) or "none"
        raise PageError(f"There is no calculator “{key}” on this page to follow; it has {here}.")
    calculator, start = page.calculators[key].calculator, page.calculators[key].page
    listed = [name for name in start.show if name in calculator.results]
    shown = listed or list(calculator.results)
    if field not in shown:
        raise PageError(f"“{key}” shows no result {field}; it shows {', '.join(shown)}.")
    row = calculator.results[field]
    if not row.single:
        raise PageError(
            f"“{key}” shows {field} as a {row.kind}, which no sentence can repeat; use a result"
            " that is one value."
        )
    filled = state.fill(calculator, start, {})
    found = getattr(filled.result, field)
    where = f'data-live="{escape(source)}"'
    if isinstance(found, Unknown):
        unknown = words.current().unknown
        return f'<data {where} data-reason="{escape(found.reason)}">{unknown}</data>'
    return shown_of.markup(filled, row, f" {where}")


class Sentences(Postprocessor):
    """Marks paragraphs with such values, and adds a place for the reasons of unknown ones."""

    @override
    def run(self, text: str) -> str:
        return PARAGRAPH.sub(_sentences, text)


def _sentences(found: re.Match[str]) -> str:
    text = found[1]
    reasons = REASON.findall(text)
    hidden = " hidden" if len(reasons) == text.count("<data data-live=") else ""
    once_each = " ".join(dict.fromkeys(reasons))
    return f"<p data-sentences><span{hidden}>{text} </span><span>{once_each}</span></p>"


def register(md: Markdown) -> None:
    """Have a converter mark paragraphs with values that follow a calculator."""
    md.postprocessors.register(Sentences(md), "calc-live", AFTER_RAW_HTML)
