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


class NumberField(Protocol):
    """What reading a range needs of its field: `Number` has it, which imports this module."""

    @property
    def percent(self) -> bool: ...

    @property
    def slider(self) -> Slider: ...

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
    plain = _without_from(text.strip())
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


def _without_from(text: str) -> str:
    """The text without the word in “from 20% to 45%”."""
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and first.casefold() == words.current().range_from else text


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
            interval = _reading(field, Range(low=low, high=high, kind="interval"))
            bounds = _reading(field, Range(low=low, high=high, kind="bounds"))
            sentence = words.current().range_dash
            raise Question(
                sentence.format(interval=interval.text, bounds=bounds.text), (interval, bounds)
            )
    return field.read(text)


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
