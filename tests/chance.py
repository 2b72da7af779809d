"""Questions by chance, the same ones for the same seed: what readers and their links might ask."""

import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

from calc.form import registry
from calc.form.fields import Choice, Field, LongText
from calc.form.line_fields import Date, Line
from calc.form.number_field import Number
from calc.llm.example_configs import EXAMPLE_CONFIGS
from calc.snapshot import questions
from tests.llm import measured
from tests.llm.test_config_fuzz import mutated

INVALID_TEXTS = (questions.WRONG, *questions.WRONG_IN_ANY_WAY)

ENDINGS = ("", "k", "M", "B", "T", " million", " trillion", "e3", "e9", "%", " tokens", " GPUs")

FIELDS_TO_CHANGE = (0, 1, 1, 2, 2, 3, 4, 9)
"""How many fields a question changes; a number that is here twice is twice as likely."""


def asked(name: str, count: int, seed: int = 0) -> Iterator[str]:
    """JSON questions to a calculator."""
    chance = random.Random(f"{name} {seed}")
    for _ in range(count):
        yield json.dumps({"calculator": name, **_question(name, chance)})


def _question(name: str, chance: random.Random) -> dict[str, Any]:
    calculator = registry.find(name)
    fields = calculator.fields
    count = min(chance.choice(FIELDS_TO_CHANGE), len(fields))
    question: dict[str, Any] = {
        "inputs": {f: text(fields[f], chance) for f in chance.sample(list(fields), count)}
    }
    numbers = [name for name, field in fields.items() if isinstance(field, Number)]
    if chance.random() < 0.3:
        moved = chance.choice(numbers)
        question["moved"] = {moved: _position(fields[moved], chance)}
    choices = [field for field in fields.values() if isinstance(field, Choice)]
    if choices and chance.random() < 0.2:
        starting = chance.choice(choices)
        question["start"] = {starting.name: chance.choice(starting.options).key}
    if chance.random() < 0.1:
        names = [*fields, *calculator.results]
        question["show"] = chance.sample(names, chance.randrange(len(names)))
    return question


def directions(name: str, count: int, seed: int = 0) -> Iterator[str]:
    """JSON questions to a calculator in other directions: solves, ranges, sweeps and maps."""
    chance = random.Random(f"{name} {seed} directions")
    for _ in range(count):
        yield json.dumps({"calculator": name, **_direction(name, chance)})


def _direction(name: str, chance: random.Random) -> dict[str, Any]:
    """One of them, now and then two at once or with a pinned scenario."""
    calculator = registry.find(name)
    numbers = {n: f for n, f in calculator.fields.items() if isinstance(f, Number)}
    results = [n for n, row in calculator.results.items() if row.kind == "number"]
    inputs = {n: text(numbers[n], chance) for n in chance.sample(list(numbers), 1)}
    question: dict[str, Any] = {"inputs": inputs if chance.random() < 0.5 else {}}
    kind = chance.choice(("solve", "solve", "solve", "range", "over", "over", "map"))
    if kind == "range" or chance.random() < 0.05:
        question["inputs"] |= {n: ranged(numbers[n], chance) for n in _some(numbers, 2, chance)}
    if kind == "solve":
        share = "%" if chance.random() < 0.3 else ""
        wanted = f"{10 ** chance.uniform(-2, 14):.{chance.randrange(1, 6)}g}{share}"
        question["solve"] = {chance.choice(list(numbers)): {chance.choice(results): wanted}}
    if kind in ("over", "map"):
        names = _some(numbers, 1 if kind == "over" else 2, chance)
        spans = [f"{n}={ranged(numbers[n], chance, '..')}" for n in names]
        question["over"] = spans if chance.random() < 0.5 else names
        question |= {"of": chance.choice(results), "points": chance.randrange(2, 7)}
    if chance.random() < 0.2:
        question["as"] = chance.choice(("json", "csv"))
    elif chance.random() < 0.1:
        question["pinned"] = [{n: text(numbers[n], chance) for n in _some(numbers, 1, chance)}]
    return question


def _some(names: Mapping[str, Any], most: int, chance: random.Random) -> list[str]:
    return chance.sample(list(names), min(most, len(names)))


def ranged(field: Number, chance: random.Random, between: str = "") -> str:
    """A range within the slider of a field; now and then its ends are the wrong way round."""
    ends = sorted(chance.uniform(field.slider.first, field.slider.last) for _ in range(2))
    if chance.random() < 0.03:
        ends.reverse()
    low, high = (field.text(field.slider.at(end)) for end in ends)
    return f"{low}{between or chance.choice((' to ', '..'))}{high}"


def text(field: Field, chance: random.Random) -> str:
    """A text for a field, mostly one that it accepts."""
    if chance.random() < 0.1:
        return chance.choice(INVALID_TEXTS)
    match field:
        case Choice():
            return chance.choice(field.options).key
        case Number():
            return _number(field, chance)
        case LongText():
            return _config(chance)
        case Date():
            return chance.choice((field.example, *questions.DATES))
        case Line():
            return chance.choice(questions.LINES)
    return chance.choice(("yes", "no"))


def _number(field: Number, chance: random.Random) -> str:
    """A value of the field as the field writes it, or a number as people write one."""
    if chance.random() < 0.7:
        value = field.slider.at(_between(field.slider.first, field.slider.last, chance))
        return field.text(value)
    value = chance.choice((1, 10, 1000)) * chance.random() ** 3
    return f"{value:.{chance.randrange(7)}f}{chance.choice(ENDINGS)}"


def _position(field: Field, chance: random.Random) -> str:
    assert isinstance(field, Number)
    return repr(_between(field.slider.first, field.slider.last, chance))


def _between(low: float, high: float, chance: random.Random) -> float:
    """Also beyond the ends, now and then."""
    return low + (high - low) * chance.uniform(-0.02, 1.02)


def _config(chance: random.Random) -> str:
    """A config.json: one of the examples, or of a family with something changed in it."""
    if chance.random() < 0.2:
        return chance.choice(EXAMPLE_CONFIGS).config
    config = chance.choice(measured.rows("families"))["config"]
    changed = config if chance.random() < 0.2 else mutated(config, chance)
    try:
        return json.dumps(changed, indent=chance.choice((None, 2)))
    except (
        ValueError
    ):  # a number with more digits than Python writes; people paste them all the same
        return f'{{"model_type": "llama", "vocab_size": {"9" * 5000}}}'
