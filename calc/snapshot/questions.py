"""Questions that reach every part of every calculator: what the bundle must answer to be accepted.

Every calculator as it starts, every option of every choice, every slider at its ends and between,
fields pulled in opposite directions, and every way in which a text can be wrong.
"""

import json
from collections.abc import Iterator
from itertools import permutations
from typing import Any

from calc.form import export, registry
from calc.form.declare import Calculator
from calc.form.fields import Choice, Field, LongText
from calc.form.number_field import Number
from calc.llm.config import FAMILIES

WRONG = ("", "forty", "1e999")
"""What every field is asked."""

WRONG_IN_ANY_WAY = (
    *("nan", "-inf", "-1e999", "1e-999", "-1", "0.5", "1,5", "1.0.0", "½", "$4", "4 elephants"),
    *("9" * 100, "x" * 10_000, "<b>'\"&", "\ud800", "10²⁴ tokens", "~1 000 000", "5%"),
)
"""What the first field of each kind is asked besides."""

WRITTEN = ("12.5", "32.1e12", "0.123 T", "7.5e-3", "1,234,567", "12.34%", "3 × 10^7")
"""How people write numbers."""

AMBIGUOUS = ("17 b", "8m", "128 Ki", "0.35")
"""What is read in one way where another might be meant."""

NOWHERE = ("1e300", "-inf", "nan", "there")
"""Where the slider of such a field is said to stand."""

ANYTHING = {
    "model_type": "llama",
    "values": [True, False, None, -1, 0.02, 1e-06, 10**20, float("inf"), -float("inf")],
    "nan": float("nan"),
    "texts": ["", 'é\n\t"', "\U0001f999"],
    "nested": {"a": [{}, [], [[1]]]},
}
"""Everything that a JSON text may have in it, and Python's own words for what JSON has none for:
some published configurations have an Infinity."""

CONFIGS = (
    *(json.dumps({"model_type": family}) for family in FAMILIES),
    json.dumps(ANYTHING, indent=2),
    json.dumps(ANYTHING, ensure_ascii=False),
)
"""A model of each family as its own class has it, where that is one; and texts with anything in
them."""

NO_CONFIGS = (
    "{",
    "[]",
    '{"a": 1, "a": 2}',
    "[" * 10_000,
    '{"model_type": "llama", "vocab_size": []}',
)
"""What may be pasted instead of a config.json."""

type Question = dict[str, Any]


def questions() -> Iterator[str]:
    """JSON questions, in an order that never changes."""
    kinds: set[object] = set()
    for name in registry.names():
        for rest in _rest(registry.find(name), kinds):
            yield json.dumps({"calculator": name, **rest})


def _rest(calculator: Calculator[..., Any], kinds: set[object]) -> Iterator[Question]:
    yield {}
    yield {"id": "<other>", "show": [next(iter(calculator.results)), *list(calculator.fields)[:2]]}
    yield {"inputs": dict.fromkeys([*calculator.fields, "other"], "?")}
    yield from ({"as": form, "version": "1", "pinned": [{}]} for form in export.FORMATS)
    for name, field in calculator.fields.items():
        yield from _of_field(name, field)
        yield from ({"inputs": {name: text}} for text in WRONG)
        kind = (type(field), getattr(field, "integer", None), getattr(field, "percent", None))
        if kind not in kinds:
            kinds.add(kind)
            texts = (*WRONG_IN_ANY_WAY, *WRITTEN, *AMBIGUOUS)
            yield from ({"inputs": {name: text}} for text in texts)
            yield from ({"moved": {name: position}} for position in NOWHERE)
    yield from _of_presets(calculator)
    yield from _opposed(calculator)
    yield from _beside(calculator)


def _of_field(name: str, field: Field) -> Iterator[Question]:
    """Each option; both bounds; the slider at its ends and between."""
    match field:
        case Choice():
            yield from ({"inputs": {name: option.key}} for option in field.options)
        case Number():
            yield from ({"inputs": {name: field.text(v)}} for v in (field.low, field.high))
            slider = field.slider
            for position in (slider.first, (slider.first + slider.last) / 2, slider.last):
                yield {"moved": {name: f"{position}"}}
        case LongText():
            yield from ({"inputs": {name: text}} for text in (*CONFIGS, *NO_CONFIGS))
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


def _opposed(calculator: Calculator[..., Any]) -> Iterator[Question]:
    """All numbers as low or as high as they go, and each two that follow one preset opposed."""
    numbers = _numbers(calculator)
    yield {"inputs": {name: field.text(field.low) for name, field in numbers}}
    yield {"inputs": {name: field.text(field.high) for name, field in numbers}}
    followers = [(name, field) for name, field in numbers if field.follows]
    for (name, field), (other, below) in permutations(followers, 2):
        yield {"inputs": {name: field.text(field.high), other: below.text(below.low)}}


def _beside(calculator: Calculator[..., Any]) -> Iterator[Question]:
    """Scenarios beside each other: each option, all numbers as low as they go, and nonsense."""
    lowest = {name: field.text(field.low) for name, field in _numbers(calculator)}
    nonsense = dict.fromkeys([*calculator.fields, "other"], "?")
    yield {"inputs": lowest, "pinned": [{}, lowest, nonsense]}
    for name, field in calculator.fields.items():
        if isinstance(field, Choice):
            for option in field.options:
                yield {"pinned": [{name: option.key}]}
                yield {"inputs": {name: option.key}, "pinned": [{}]}


def _numbers(calculator: Calculator[..., Any]) -> list[tuple[str, Number]]:
    return [(n, field) for n, field in calculator.fields.items() if isinstance(field, Number)]
