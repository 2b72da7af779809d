"""Questions for every part of every calculator: verification compares the answers to all of them.

Each calculator with its start values, every option of every choice, every slider at its ends and
between them, fields at opposite bounds, and texts that are wrong in every way.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any, Literal

from calc import site, words
from calc.form import export, registry
from calc.form.declare import Calculator
from calc.form.fields import Choice, Field, LongText
from calc.form.line_fields import Date, Line
from calc.form.number_field import Number
from calc.form.range import Range

WRONG = "1e999"
"""A wrong text for every field alone. All fields at once are left empty, and get a text."""

WRONG_IN_ANY_WAY = (
    *("", "forty", "nan", "-inf", "-1e999", "1e-999", "-1", "0.5", "1,5", "1.0.0"),
    *("½", "$4", "4 elephants"),
    *("9" * 100, "x" * 10_000, "<b>'\"&", "\ud800", "10²⁴ tokens", "~1 000 000", "5%"),
)
"""More wrong texts, for the first field of each kind."""

NUMBERS = ("12.5", "32.1e12", "0.123 T", "7.5e-3", "1,234,567", "12.34%", "3 × 10^7")
"""Numbers as people write them."""

AMBIGUOUS = (
    *("17 b", "8m", "128 Ki", "0.35", "1,500", "1.500", "1.500,00", "1,2345", "(5)", "5+"),
    *("1/2", "٣٫٥", "5 mw", "80 Gb", "3 Milliarden", "90 min"),
)
"""Numbers that two people would read differently."""

RANGES = ("20 to 45%", "20%..45%", "45 to 20", "1 to", "1–2", "1 to 2 to 3", "1..1", "0 to 9")
"""Ranges as people write them, most of them wrong."""

SAMPLE = 5
"""Of the site's texts for a long field, the first calculator with that field is asked for all; each
further one, which reads them with the same code, for one of so many of the last one's."""

POSITIONS = ("1e300", "-inf", "nan", "there")
"""Impossible positions of a slider."""

LONG_TEXTS = ("{", "[]", '{"a": 1, "a": 2}', "[" * 10_000)
"""Wrong or unusual JSON for every long text field."""

DATES = (
    *("2024-02-29", "2026-12-31", "0001-01-01", "9999-12-31", "2026-02-30", "1 March 2026"),
    *("3.4.2026", "03/04/2026"),
)
"""Dates near and far, and texts that are none."""

LINES = ("Zoë & <Ada>", "two\nlines", "0", "x" * 201)
"""Short texts of all kinds, and one that is too long."""

type Question = dict[str, Any]


def questions() -> Iterator[str]:
    """All questions as JSON, always in the same order."""
    kinds: set[object] = set()
    texts = site.load(site.current().questions) if site.current().questions else {}
    for name in registry.names():
        calculator = registry.find(name)
        for rest in _of_calculator(calculator, kinds, texts):
            yield json.dumps({"calculator": name, **rest})
        asked = texts.keys() & calculator.fields.keys()
        texts = {**texts, **{parameter: texts[parameter][::SAMPLE] for parameter in asked}}


def invalid() -> tuple[str, ...]:
    """Questions that no page asks: answering them raises an exception."""
    known = {"calculator": registry.names()[0], "id": 0}
    return ("{", "[]", '{"calculator": "none"}', json.dumps(known))


def _of_calculator(
    calculator: Calculator[..., Any], kinds: set[object], texts: Mapping[str, tuple[str, ...]]
) -> Iterator[Question]:
    yield {}
    yield {"id": "<other>", "show": [next(iter(calculator.results)), *list(calculator.fields)[:2]]}
    yield {"inputs": dict.fromkeys([*calculator.fields, "other"], "?")}
    yield {"inputs": dict.fromkeys(calculator.fields, "")}
    yield from ({"as": form, "version": "1", "pinned": [{}]} for form in export.FORMATS)
    for name, field in calculator.fields.items():
        yield from _of_field(name, field, texts.get(name, ()))
        yield {"inputs": {name: WRONG}}
        kind = (type(field), getattr(field, "integer", None), getattr(field, "percent", None))
        if kind not in kinds:
            kinds.add(kind)
            right = (*NUMBERS, *AMBIGUOUS, *RANGES) if isinstance(field, Number) else ()
            ours = map(words.current().number, right)  # as the language of the site writes them
            written = dict.fromkeys((*WRONG_IN_ANY_WAY, *right, *ours))
            yield from ({"inputs": {name: text}} for text in written)
            yield from ({"moved": {name: position}} for position in POSITIONS)
    yield from _of_presets(calculator)
    yield from _at_opposite_bounds(calculator)
    yield from _with_pinned_scenarios(calculator)
    yield from _in_other_directions(calculator)
    yield from _with_ranges(calculator, all_kinds="ranges" not in kinds)
    kinds.add("ranges")


def _of_field(name: str, field: Field, texts: tuple[str, ...]) -> Iterator[Question]:
    """Each option; both bounds; the slider at its ends and between them; the site's texts."""
    match field:
        case Choice():
            yield from ({"inputs": {name: option.key}} for option in field.options)
        case Number():
            yield from ({"inputs": {name: field.text(v)}} for v in (field.low, field.high))
            slider = field.slider
            for position in (slider.first, (slider.first + slider.last) / 2, slider.last):
                yield {"moved": {name: f"{position}"}}
        case LongText():
            yield from ({"inputs": {name: text}} for text in (*texts, *LONG_TEXTS))
        case Date():
            ends = [field.text(end) for end in (field.low, field.high) if end is not None]
            yield from ({"inputs": {name: text}} for text in dict.fromkeys((*ends, *DATES)))
        case Line():
            yield from ({"inputs": {name: text}} for text in LINES)
        case _:
            yield from ({"inputs": {name: text}} for text in ("yes", "no"))


def _of_presets(calculator: Calculator[..., Any]) -> Iterator[Question]:
    """Each preset as a page starts with it, and with each number that follows it at its lowest."""
    for name, field in calculator.fields.items():
        if not isinstance(field, Choice) or not field.preset:
            continue
        followers = [(n, f) for n, f in _numbers(calculator) if f.follows == name]
        for option in field.options:
            yield {"start": {name: option.key}}
            for follower, number in followers:
                yield {"inputs": {name: option.key, follower: number.text(number.low)}}
        yield {"inputs": {name: field.options[-1].key}, "as": "python"}


def _at_opposite_bounds(calculator: Calculator[..., Any]) -> Iterator[Question]:
    """All numbers at their lowest, all at their highest, and each two that follow one preset."""
    numbers = _numbers(calculator)
    yield {"inputs": {name: field.text(field.low) for name, field in numbers}}
    yield {"inputs": {name: field.text(field.high) for name, field in numbers}}
    followers = [(name, field) for name, field in numbers if field.follows]
    for (name, field), (other, below) in permutations(followers, 2):
        yield {"inputs": {name: field.text(field.high), other: below.text(below.low)}}


def _with_pinned_scenarios(calculator: Calculator[..., Any]) -> Iterator[Question]:
    """Pinned scenarios: each option beside another, all numbers at their lowest, wrong texts."""
    lowest = {name: field.text(field.low) for name, field in _numbers(calculator)}
    wrong = dict.fromkeys([*calculator.fields, "other"], "?")
    yield {"inputs": lowest, "pinned": [{}, lowest, wrong]}
    for name, field in calculator.fields.items():
        if isinstance(field, Choice):
            keys = [option.key for option in field.options]
            for key, other in zip(keys, [*keys[1:], keys[0]], strict=True):
                yield {"inputs": {name: key}, "pinned": [{name: other}]}


def _with_ranges(calculator: Calculator[..., Any], *, all_kinds: bool) -> Iterator[Question]:
    """Two ranges at once, in the page and as JSON; of one calculator all kinds, pinned too.

    Each costs a thousand draws.
    """
    intervals, bounds = _ranges(calculator, "interval"), _ranges(calculator, "bounds")
    if not intervals:
        return
    yield {"inputs": intervals}
    yield {"inputs": intervals, "as": "json"}
    if all_kinds:
        one = dict([*bounds.items()][:1])
        yield {"inputs": intervals | one, "pinned": [bounds, intervals]}
        yield from ({"inputs": bounds, "as": form} for form in export.FORMATS)


def _ranges(
    calculator: Calculator[..., Any], kind: Literal["interval", "bounds"]
) -> dict[str, str]:
    """A range in the middle of the slider, in the first two numbers that have room for one."""
    found: dict[str, str] = {}
    for name, field in _numbers(calculator):
        slider = field.slider
        length = slider.last - slider.first
        low, high = (slider.at(slider.first + length * share) for share in (0.4, 0.6))
        if low < high and len(found) < 2:
            found[name] = field.text(Range(low=low, high=high, kind=kind))
    return found


def _in_other_directions(calculator: Calculator[..., Any]) -> Iterator[Question]:
    """The input that gives a result, or none does; drawings along one input and two."""
    inputs = [name for name, _ in _numbers(calculator)]
    results = [name for name, row in calculator.results.items() if row.kind == "number"]
    if not inputs or not results:
        return
    announced = [name for name in calculator.announced if name in results] or results
    for wanted in ("12", "forty"):
        yield {"solve": {inputs[-1]: {announced[0]: wanted}}}
    yield {"solve": "nothing"}
    yield {"over": inputs[:1], "points": 2, "pinned": [{}]}
    yield {"over": inputs[:2], "points": 2, "of": announced[0], "as": "csv", "version": "1"}
    yield {"over": inputs[-2:], "points": 2, "of": announced[0]}


def _numbers(calculator: Calculator[..., Any]) -> list[tuple[str, Number]]:
    return [(n, field) for n, field in calculator.fields.items() if isinstance(field, Number)]
