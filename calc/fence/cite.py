"""Published figures inside a sentence, each a link to its source.

    `#!fact scout.tokens`    what Meta states: 40T
    `#!said scout.tokens`    what the analysis says, in its own words: 40T
    `#!fact maverick.tokens / scout.tokens`    the ratio of two: 0.550×

The words as printed, the source and the place in it stand in the link's title.
"""

from typing import Any

from pymdownx.inlinehilite import InlineHiliteException

from calc.fence import mistakes
from calc.fence.mistakes import PageError
from calc.form import display, html, numbers
from calc.llm import published
from calc.llm.published import FIELDS, Figure
from calc.llm.sources import SOURCES
from calc.units import Unknown

COUNTS = ("parameters", "tokens", "GPU-hours", "experts", "layers", "GPUs")
"""Shown without their unit, which the sentence or the table's head gives."""


def format(src: str, language: str, class_name: str, md: Any) -> str:
    """Inlinehilite's formatter."""
    try:
        if " / " in src:
            return _ratio(*src.split(" / "))
        model, _, field = src.rpartition(".")
        if language == "said":
            return _link(published.in_analysis(model, field), field, said=True)
        return _link(published.figure(model, field), field)
    except Exception as error:
        raise InlineHiliteException(mistakes.sentence(error, src)) from error


def _link(figure: Figure, field: str, *, said: bool = False) -> str:
    source = SOURCES[figure.source]
    place = f", {figure.where}" if figure.where else ""
    title = html.escape(f"“{figure.stated}”. {source.title}{place}. {source.level.capitalize()}.")
    shown = figure.stated if said else _shown(figure, FIELDS[field])
    if isinstance(figure.value, int | float):
        shown = f'<data value="{figure.value!r}">{html.escape(shown)}</data>'
    else:
        shown = html.escape(shown)
    if said or isinstance(source.url, Unknown):
        return f'<span data-fact title="{title}">{shown}</span>'
    return f'<a data-fact href="{html.escape(source.url)}" title="{title}">{shown}</a>'


def _ratio(above: str, below: str) -> str:
    """The ratio of two published figures; the title says of which."""
    (model, _, field), (other, _, same) = above.rpartition("."), below.rpartition(".")
    if field != same:
        raise PageError(f"{above} and {below} are different figures: no ratio.")
    top, bottom = published.figure(model, field), published.figure(other, same)
    if not isinstance(top.value, int | float) or not isinstance(bottom.value, int | float):
        raise PageError(f"{above} / {below} is no ratio of numbers.")
    ratio = top.value / bottom.value
    title = f"{_shown(top, FIELDS[field])} ÷ {_shown(bottom, FIELDS[field])}, as published"
    return (
        f'<data data-fact value="{ratio!r}" title="{html.escape(title)}">'
        f"{html.escape(display.quantity(ratio, 'ratio'))}</data>"
    )


def _shown(figure: Figure, unit: str) -> str:
    match figure.value:
        case Unknown():
            return "not published"
        case str(word):
            return word
        case value if unit in COUNTS:
            return numbers.echo(value)
        case value:
            return display.quantity(value, unit)
    raise PageError(f"A figure is {figure.value!r}: neither a number nor a word.")
