"""Values that follow a calculator on the same page: `` `#!live training_run.gpu_hours` ``.

ID.RESULT, the id of the calculator's element and a result that it shows. The value is the one the
page was built with; when the calculator answers, calc/browser/follow.js puts the new one in its
place. What is unknown is explained behind the paragraph, and a paragraph of unknowns is not told.
"""

import re
from typing import override

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from pymdownx.inlinehilite import InlineHiliteException

from calc.form import display, reading
from calc.form.markup import escape
from calc.markdown import mistakes
from calc.markdown.body import Asked
from calc.markdown.mistakes import PageError
from calc.units import Unknown

PARAGRAPH = re.compile(r"<p>((?:(?!</p>).)* data-live=(?:(?!</p>).)*)</p>", re.DOTALL)
REASON = re.compile(r"<data data-live=[^>]*? data-reason=\"([^\"]*)\"")
AFTER_RAW_HTML = 15


def format(src: str, language: str, class_name: str, md: Markdown) -> str:
    """Inlinehilite's formatter."""
    if "calc-live" not in md.postprocessors:
        md.postprocessors.register(Sentences(md), "calc-live", AFTER_RAW_HTML)
    try:
        return _markup(src, getattr(md, "calculators", {}))
    except Exception as error:
        raise InlineHiliteException(mistakes.sentence(error, md, f"#!{language} {src}")) from error


def _markup(source: str, placed: dict[str, Asked]) -> str:
    key, _, field = source.partition(".")
    if key not in placed:
        here = ", ".join(placed) or "none"
        raise PageError(f"There is no calculator “{key}” on this page to follow; it has {here}.")
    calculator, page = placed[key].calculator, placed[key].page
    listed = [name for name in page.show if name in calculator.results]
    shown = listed or list(calculator.results)
    if field not in shown:
        raise PageError(f"“{key}” shows no result {field}; it shows {', '.join(shown)}.")
    value = getattr(reading.read(calculator, page, {}).result, field)
    where = f'data-live="{escape(source)}"'
    if isinstance(value, Unknown):
        return f'<data {where} data-reason="{escape(value.reason)}">unknown</data>'
    text = escape(display.quantity(value, calculator.results[field].unit))
    return f'<data {where} value="{value!r}">{text}</data>'


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
