"""Published figures inside a sentence, each a link to its source.

    `#!fact scout.tokens`    what Meta states: 40T
    `#!said scout.tokens`    what the analysis states, as printed: 40T
    `#!fact maverick.tokens / scout.tokens`    the ratio of two: 0.550×
    `#!sources primary`    how many sources are primary; `all`, `mirror`, `secondary`, `quoted`

The link's title has the words as printed, the source and the place in it. `data-source` has the
source and the place; style sheets show it at the keyboard's focus and in print.
"""

import re
from collections import Counter
from datetime import date

from calc.analysis import published
from calc.analysis.published import FIELDS
from calc.analysis.sources import SOURCES
from calc.form import display, numbers
from calc.form.markers import Digits
from calc.form.markup import escape
from calc.llm.hardware import ACCELERATORS
from calc.llm.published import Figure, FigureError
from calc.llm.sources import Source
from calc.markdown.mistakes import PageError
from calc.units import Unknown

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
COUNTED_UNITS = ("parameters", "tokens", "experts", "layers", "GPUs")
"""Not shown: the sentence or the head of the table names them."""


def fact(source: str) -> str:
    """`#!fact`: a figure as its publisher states it, or the ratio of two. Raises PageError."""
    return _markup(source, in_analysis=False)


def quoted(source: str) -> str:
    """`#!said`: a figure in the words of the analysis. Raises PageError."""
    return _markup(source, in_analysis=True)


def sources(which: str) -> str:
    """`#!sources`: how many sources there are of a level; quoted: primary ones not read themselves.

    Raises PageError.
    """
    counts: Counter[str] = Counter(source.level for source in SOURCES.values())
    counts["all"] = len(SOURCES)
    counts["quoted"] = sum(s.level == "primary" and bool(s.read) for s in SOURCES.values())
    if which not in counts:
        raise PageError(f"There are no sources “{which}”; use {', '.join(counts)}.")
    return f'<data value="{counts[which]}">{counts[which]}</data>'


def _markup(source: str, *, in_analysis: bool) -> str:
    above, *below = source.split(" / ")
    if not below:
        return _link(above, in_analysis=in_analysis)
    if len(below) > 1 or in_analysis:
        raise PageError(f"{source} cannot be read; use maverick.tokens / scout.tokens.")
    return _ratio(above, below[0])


def _figure(name: str, *, in_analysis: bool = False) -> tuple[Figure, str]:
    """The figure of that name, and the unit of its field."""
    model, _, field = name.rpartition(".")
    find = published.in_analysis if in_analysis else published.figure
    try:
        return find(model, field), FIELDS[field]
    except FigureError as error:
        raise PageError(str(error)) from error


def _link(name: str, *, in_analysis: bool) -> str:
    figure, unit = _figure(name, in_analysis=in_analysis)
    source = SOURCES[figure.source]
    place = f", {figure.where}" if figure.where else ""
    mark = _mark(
        f"“{figure.stated}”. {source.title}{place}. {_level(source)}.",
        short=("The analysis" if source.key == "ANALYSIS" else source.title) + place,
    )
    text = escape(figure.stated if in_analysis else shown(figure, unit))
    if isinstance(figure.value, int | float):
        text = f'<data value="{figure.value!r}">{text}</data>'
    if in_analysis or isinstance(source.url, Unknown):
        return f'<span {mark} tabindex="0">{text}</span>'
    return f'<a {mark} href="{escape(source.url)}">{text}</a>'


def _level(source: Source) -> str:
    """Its level as readers see it: "Primary, read in quotation"."""
    level = source.level.capitalize()
    return f"{level}, read {source.read}" if source.read else level


def _ratio(above: str, below: str) -> str:
    """The ratio of two published figures, which the title names."""
    if above.rpartition(".")[2] != below.rpartition(".")[2]:
        raise PageError(f"{above} and {below} are different figures; use two of one kind.")
    (top, unit), (bottom, _) = _figure(above), _figure(below)
    if not isinstance(top.value, int | float) or not isinstance(bottom.value, int | float):
        raise PageError(f"{above} / {below} is not a ratio of numbers; use two published ones.")
    if bottom.value == 0:
        raise PageError(f"{below} is 0, so there is no ratio; divide by another value.")
    ratio = top.value / bottom.value
    of = f"{shown(top, unit)} ÷ {shown(bottom, unit)}, as published"
    text = escape(display.quantity(ratio, "ratio"))
    return f'<data {_mark(of, short=of)} tabindex="0" value="{ratio!r}">{text}</data>'


def _mark(title: str, *, short: str) -> str:
    """The attributes of the element that shows a published figure."""
    return f'data-fact title="{escape(title)}" data-source="{escape(short)}"'


def shown(figure: Figure, unit: str) -> str:
    """A published figure with all digits that were published; a price of an hour to the cent."""
    value = figure.value
    if isinstance(value, Unknown):
        return "not published"
    if isinstance(value, str):
        return _word(value)
    if unit == "USD per GPU-hour":
        return display.quantity(value, "USD")
    if unit == "GPU-hours":
        return gpu_hours(value)
    return (
        numbers.canonical(value)
        if unit in COUNTED_UNITS
        else display.quantity(value, unit, rounded=False)
    )


def gpu_hours(value: float) -> str:
    """Published GPU-hours with two digits at least, as makers print them: 5.0M."""
    one_digit = numbers.decimal(value)[0] < 10
    return display.quantity(value, precision=Digits(2)) if one_digit else numbers.canonical(value)


def _word(value: str) -> str:
    """The name of an accelerator, a date in words, or the word itself."""
    if value in ACCELERATORS:
        return ACCELERATORS[value].name
    if DAY.fullmatch(value):
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return value
