"""Questions that reach every part of every calculator: what the bundle must answer to be accepted.

Every calculator as it starts, every option of every choice, every slider at both ends and in the
middle, every stop refused, and every field with texts that cannot be used.
"""

import json
from collections.abc import Iterator
from typing import Any

from calc import calculators
from calc.form.declare import Calculator
from calc.form.fields import Choice
from calc.form.number import Number

BAD = ("", "forty", "nan", "1e999", "-1", "0.5", "1,5", "\u00bd", "9" * 100, "<b>'\"&")


def questions() -> Iterator[str]:
    """JSON questions, in an order that never changes."""
    for name in calculators.names():
        yield from (
            json.dumps({"calculator": name, **rest}) for rest in _rest(calculators.find(name))
        )


def _rest(calculator: Calculator[..., Any]) -> Iterator[dict[str, Any]]:
    yield {}
    yield {"id": "other", "show": [next(iter(calculator.results))]}
    for name, field in calculator.fields.items():
        match field:
            case Choice():
                yield from ({"inputs": {name: option.key}} for option in field.options)
            case Number():
                yield from ({"inputs": {name: field.text(v)}} for v in (field.low, field.high))
                first, last = field.slider.first, field.slider.last
                for position in (first, (first + last) / 2, last):
                    yield {"moved": {name: f"{position:g}"}}
        yield from ({"inputs": {name: text}} for text in BAD)
