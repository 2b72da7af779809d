"""Ranges as people write them: “20% to 45%”, a 90 % interval, and “20%..45%”, bounds.

What two people could read differently is asked about. Every error is a sentence with a text that
would be read.
"""

import re
from functools import lru_cache
from typing import Any, Protocol

from calc import words
from calc.form import numbers, parse_number
from calc.form.errors import Question, Reading
from calc.form.range import Range
from calc.form.sentences import either, quoted
from calc.form.slider import Slider

MAX_CHARACTERS = 3 * parse_number.MAX_CHARACTERS
"""Two numbers and what is between them; a longer text is read as one number, which refuses it."""

DASH = re.compile(
    r"\s*[–—]\s*|(?<=[^\W_])(?<![0-9.][eE])\s*-\s*(?=[$€£¥₹~≈]?\s*[.,]?[0-9])|(?<=%)\s*-\s*"
)
"""A dash between two numbers, which some read as an interval and others as bounds, or as minus;
that of an exponent (1e-7) is none."""

TAIL = re.compile(r"(?<=[0-9])\s*[^0-9.,\s^][^0-9]*$")
"""A magnitude or a unit after the digits."""


JOINS = ("→", "⇒", "[-=]>", "~", ";", ":", "<", r"\|", "/", r",\s")
"""Signs between two numbers that may mean a range."""


SUM_DIGITS = 12
"""Digits of a sum or difference of two numbers that a person wrote: 0.4 − 0.05 is 0.35."""


class NumberField(Protocol):
    """What reading a range needs of its field: `Number` has it, which imports this module."""

    @property
    def percent(self) -> bool: ...

    @property
    def slider(self) -> Slider: ...

    @property
    def low(self) -> float: ...

    @property
    def high(self) -> float: ...

    def nearest(self, value: float) -> float: ...

    def read(self, text: str) -> Any: ...

    def text(self, value: float | None) -> str: ...

    def spoken(self, value: float) -> str: ...


@lru_cache(2)  # for each language
def _between(of: tuple[str, ...]) -> re.Pattern[str]:
    """What is between two ends: a word, or dots."""
    return re.compile(rf"(?:^|\s)(?:{'|'.join(of)})(?:\s|$)|\.{{2,3}}|…", re.IGNORECASE)


def read(field: NumberField, text: str) -> Any:
    """The range in a text, or the number if there is no range in it.

    Raises ValueError with a sentence.
    """
    said = words.current()
    if len(text) > MAX_CHARACTERS:
        return field.read(text)
    plain = _without_from(text.strip(), said.range_from)
    marks = _between(said.range_words).findall(plain)
    ends = _between(said.range_words).split(plain)
    if not marks:
        return _dashed(field, text)
    if not all(end.strip() for end in ends):
        raise ValueError(said.range_open.format(example=_example(field)))
    if len(ends) > 2 or any(_is_dashed(end) for end in ends):
        raise ValueError(said.range_nested.format(example=_example(field)))
    kind = "interval" if marks[0].strip().casefold() in said.range_words else "bounds"
    left, right = (end.strip() for end in ends)
    try:
        low, high = _ends(field, left, right, kind)
    except Question as question:
        low, high = _decide(field, left, right, kind, question)
    return _checked(field, low, high, kind)


def write(field: NumberField, range_: Range) -> str:
    """Give the canonical text, so that `read` of it is the same range.

    A magnitude at the upper end alone could be meant for both, so it is written out there.
    """
    low, high = field.text(range_.low), field.text(range_.high)
    if TAIL.search(high) and not TAIL.search(low) and not field.percent:
        high = numbers.canonical(range_.high, letters=False)
    return f"{low}..{high}" if range_.kind == "bounds" else _interval(low, high)


def spoken(field: NumberField, range_: Range) -> str:
    """The range for screen readers: "20 percent to 45 percent"."""
    return _interval(field.spoken(range_.low), field.spoken(range_.high))


def means(field: NumberField, range_: Range) -> str:
    """The range in words, if the text of an end has a letter or an exponent."""
    ends = field.text(range_.low) + field.text(range_.high)
    return spoken(field, range_) if any(map(str.isalpha, ends)) else ""


def _interval(low: str, high: str) -> str:
    return f"{low} {words.current().range_words[0]} {high}"


def _without_from(text: str, word: str) -> str:
    """The text without the word that begins it, as in “from 20% to 45%”."""
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and first.casefold() == word else text


def _is_dashed(text: str) -> bool:
    return bool(DASH.search(text.strip()))


def _dashed(field: NumberField, text: str) -> Any:
    """The number; a text with one dash between two numbers is asked about."""
    left, *others = DASH.split(text.strip())
    if left and len(others) == 1 and others[0]:
        try:
            low, high = _ends(field, left, others[0], "interval")
        except Question as question:
            low, high = _decide(field, left, others[0], "interval", question)
        except ValueError:
            return field.read(text)
        if low < high and (low > 0 or not field.slider.log):
            _ask(field, words.current().range_dash, text, low, high)
    return field.read(text)


def suggest(field: NumberField, text: str) -> None:
    """Ask about a text that is no number, but two: “20T ± 5T”, “[20%, 45%]”, “2 or 4”.

    Raises Question with both kinds of range; does nothing if the text is not two numbers.
    """
    if len(text) > MAX_CHARACTERS:
        return
    said = words.current()
    plain = _without_from(text.strip().strip("()[]{}"), said.range_between)
    about = _joined((*said.range_about, "±", r"\+/?-", r"\+/?−")).split(plain)
    parts = about if len(about) > 1 else _joined((*said.range_like_words, *JOINS)).split(plain)
    if len(parts) != 2 or not all(part.strip() for part in parts):
        return
    left, right = parts
    try:
        low, high = (
            _around(field, left, right) if parts is about else _ends(field, left, right, "interval")
        )
    except ValueError:
        return
    low, high = min(low, high), max(low, high)
    if low < high and (low > 0 or not field.slider.log):
        _ask(field, said.range_like, text, low, high)


@lru_cache(4)  # for each language
def _joined(of: tuple[str, ...]) -> re.Pattern[str]:
    """What joins two numbers: a word between spaces, or a sign."""
    signs = [mark for mark in of if not mark[0].isalpha()]
    spoken = [re.escape(mark) for mark in of if mark[0].isalpha()]
    return re.compile(rf"\s(?:{'|'.join(spoken)})\s|\s*(?:{'|'.join(signs)})\s*", re.IGNORECASE)


def _around(field: NumberField, middle: str, off: str) -> tuple[float, float]:
    """Both ends, of a number and how far it may be off: as much, or a share of it."""
    if off.rstrip().endswith("%") and not field.percent:
        center = _end(field, middle)
        share = float(numbers.real(*parse_number.readings(off, "1").numbers[0]))
        return _valid(field, center * (1 - share)), _valid(field, center * (1 + share))
    of_middle, of_off = TAIL.search(middle), TAIL.search(off)
    center = _end(field, middle if of_middle or not of_off else middle + of_off[0])
    distance = _end(field, off if of_off or not of_middle else off + of_middle[0])
    return _valid(field, center - distance), _valid(field, center + distance)


def _valid(field: NumberField, value: float) -> float:
    """The valid value next to an end. Raises ValueError for one beyond the bounds."""
    value = float(f"{value:.{SUM_DIGITS}g}")
    if not field.low <= value <= field.high:
        raise ValueError
    return field.nearest(value)


def _ask(field: NumberField, sentence: str, text: str, low: float, high: float) -> None:
    """Ask which kind of range is meant."""
    interval = _reading(field, Range(low=low, high=high, kind="interval"))
    bounds = _reading(field, Range(low=low, high=high, kind="bounds"))
    raise Question(
        sentence.format(text=quoted(text.strip()), interval=interval.text, bounds=bounds.text),
        (interval, bounds),
    )


def _ends(field: NumberField, left: str, right: str, kind: str) -> tuple[float, float]:
    """Both ends. A magnitude after the upper one is that of the lower, if only then it is valid."""
    high, tail = _end(field, right), TAIL.search(right)
    if not tail or TAIL.search(left):
        return _end(field, left), high
    readings: list[float] = []
    for text in (left, left + tail[0]):
        try:
            value = _end(field, text)
        except Question:
            raise
        except ValueError:
            continue
        if value < high and value not in readings:
            readings.append(value)
    if len(readings) == 2:
        one, two = (
            _reading(field, Range(low=low, high=high, kind=kind))  # type: ignore[arg-type]
            for low in readings
        )
        sentence = words.current().range_magnitude
        raise Question(sentence.format(text=quoted(left), one=one.text, two=two.text), (one, two))
    return (readings[0] if readings else _end(field, left)), high


def _decide(
    field: NumberField, left: str, right: str, kind: str, question: Question
) -> tuple[float, float]:
    """The ends, one of which has several readings; if several ranges are possible, asks."""
    if _between(words.current().range_words).search(question.readings[0].text):
        raise question  # its readings are ranges
    lows, highs = _meanings(field, left), _meanings(field, right)
    alike = len(lows) == len(highs)  # 0.2 to 0.45: both are shares or both are percentages
    pairs = zip(lows, highs, strict=True) if alike else ((a, b) for a in lows for b in highs)
    possible = [(low, high) for low, high in pairs if low < high]
    if len(possible) == 1 and len(question.readings) > 1:
        return possible[0]
    if len(possible) < 2:
        raise ValueError(str(question))
    options = [_reading(field, Range(low=low, high=high, kind=kind)) for low, high in possible]  # type: ignore[arg-type]
    shown, texts = quoted(f"{left} … {right}"), either([one.text for one in options])
    raise Question(words.current().which_reading.format(text=shown, readings=texts), options)


def _meanings(field: NumberField, text: str) -> list[float]:
    """The values that an end may have."""
    try:
        return [_end(field, text)]
    except Question as question:
        return [_end(field, reading.text) for reading in question.readings]


def _reading(field: NumberField, range_: Range) -> Reading:
    return Reading(text=write(field, range_), spoken=spoken(field, range_))


def _end(field: NumberField, text: str) -> float:
    value = field.read(text)
    assert value is not None  # only an empty text is
    return value  # type: ignore[no-any-return]


def _checked(field: NumberField, low: float, high: float, kind: str) -> Range:
    said = words.current()
    if low == high:
        raise ValueError(said.range_equal.format(value=field.text(low)))
    found = Range(low=min(low, high), high=max(low, high), kind=kind)  # type: ignore[arg-type]
    if low > high:
        raise ValueError(said.range_reversed.format(example=write(field, found)))
    if kind == "interval" and field.slider.log and low <= 0:
        bounds = write(field, Range(low=low, high=high, kind="bounds"))
        raise ValueError(said.range_above_zero.format(bounds=bounds))
    return found


def _example(field: NumberField) -> str:
    """A range that the field accepts."""
    low, high = field.slider.low, field.slider.high
    return write(field, Range(low=low, high=high, kind="interval" if low > 0 else "bounds"))
