"""Published figures inside a sentence, each a link to its source.

    `#!fact scout.tokens`    what Meta states: 40T
    `#!said scout.tokens`    what the analysis says, in its own words: 40T
    `#!fact maverick.tokens / scout.tokens`    the ratio of two: 0.550×

The words as printed, the source and the place in it stand in the link's title; the source and the
place also in `data-source`, which calc/browser/site.css shows at the keyboard's focus and prints.
"""

import re
from datetime import date
from typing import Any

from pymdownx.inlinehilite import InlineHiliteException

from calc.analysis import published
from calc.analysis.sources import SOURCES
from calc.form import display, numbers
from calc.form.markup import escape
from calc.llm.hardware import ACCELERATORS
from calc.llm.published import FIELDS, Figure
from calc.markdown import mistakes
from calc.markdown.mistakes import PageError
from calc.units import Unknown

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
COUNTS = ("parameters", "tokens", "GPU-hours", "experts", "layers", "GPUs")
"""Shown without their unit, which the sentence or the table's head gives."""


def format(src: str, language: str, class_name: str, md: Any) -> str:
    """Inlinehilite's formatter."""
    try:
        return _markup(src, said=language == "said")
    except Exception as error:
        raise InlineHiliteException(mistakes.sentence(error, md, f"#!{language} {src}")) from error


def _markup(source: str, *, said: bool) -> str:
    above, *below = source.split(" / ")
    if not below:
        return _link(above, said=said)
    if len(below) > 1 or said:
        raise PageError(f"{source} cannot be read; maverick.tokens / scout.tokens would do.")
    return _ratio(above, below[0])


def _link(name: str, *, said: bool) -> str:
    model, _, field = name.rpartition(".")
    figure = published.in_analysis(model, field) if said else published.figure(model, field)
    source = SOURCES[figure.source]
    place = f", {figure.where}" if figure.where else ""
    mark = _mark(
        f"“{figure.stated}”. {source.title}{place}. {source.level.capitalize()}.",
        short=("The analysis" if source.key == "ANALYSIS" else source.title) + place,
    )
    text = escape(figure.stated if said else shown(figure, FIELDS[field]))
    if isinstance(figure.value, int | float):
        text = f'<data value="{figure.value!r}">{text}</data>'
    if said or isinstance(source.url, Unknown):
        return f'<span {mark} tabindex="0">{text}</span>'
    return f'<a {mark} href="{escape(source.url)}">{text}</a>'


def _ratio(above: str, below: str) -> str:
    """The ratio of two published figures; the title says of which."""
    (model, _, field), (other, _, same) = above.rpartition("."), below.rpartition(".")
    if field != same:
        raise PageError(f"{above} and {below} are different figures; two of one kind would do.")
    top, bottom = published.figure(model, field), published.figure(other, same)
    if not isinstance(top.value, int | float) or not isinstance(bottom.value, int | float):
        raise PageError(f"{above} / {below} is no ratio of numbers; two published ones would do.")
    if bottom.value == 0:
        raise PageError(f"{below} is 0, so there is no ratio; another divisor would do.")
    ratio = top.value / bottom.value
    of = f"{shown(top, FIELDS[field])} ÷ {shown(bottom, FIELDS[field])}, as published"
    text = escape(display.quantity(ratio, "ratio"))
    return f'<data {_mark(of, short=of)} tabindex="0" value="{ratio!r}">{text}</data>'


def _mark(title: str, *, short: str) -> str:
    """The attributes of a published figure. Without a link it is a stop for the keyboard, too."""
    return f'data-fact title="{escape(title)}" data-source="{escape(short)}"'


def shown(figure: Figure, unit: str) -> str:
    """A published figure with every digit that was published."""
    value = figure.value
    if isinstance(value, Unknown):
        return "not published"
    if isinstance(value, str):
        return _word(value)
    return numbers.echo(value) if unit in COUNTS else display.quantity(value, unit, rounded=False)


def _word(value: str) -> str:
    """An accelerator by its name, a day as it is read, anything else as it is."""
    if value in ACCELERATORS:
        return ACCELERATORS[value].name
    if DAY.fullmatch(value):
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return value
