"""JSON made from other JSON: something in it removed, added, moved or changed."""

import json
import random
from collections.abc import Callable
from typing import Any

from calc.form import registry
from calc.form.export import FORMATS
from tests import chance as chances
from tests.hostile import HOSTILE_TEXTS
from tests.llm.test_config_fuzz import ODD_VALUES, configs

type Tweak = Callable[[bytes], bytes]
"""Changes some bytes: the fuzzer's own way, or `flipped`."""

KEYS = sorted({
    *(key for config in configs() for key in config),
    *(name for calculator in registry.names() for name in registry.find(calculator).fields),
    *("calculator", "id", "inputs", "start", "show", "moved", "pinned", "as", "version"),
})  # fmt: skip

VALUES = (
    *ODD_VALUES, *HOSTILE_TEXTS,
    *chances.INVALID_TEXTS, *chances.ENDINGS, *registry.names(), *FORMATS, *KEYS,
    "40T", "1e300", "-1", "full_attention", "sliding_attention", "linear_attention",
)  # fmt: skip

MAX_BYTES = 200_000
"""Bytes of a mutant; what is longer takes time and reaches nothing new."""


def mutant(data: bytes, chance: random.Random, tweak: Tweak) -> bytes:
    """Mostly still JSON, and then changed in up to four places."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return tweak(data)
    if chance.random() < 0.05:
        return tweak(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        value = _changed(value, chance, tweak)
    try:
        made = json.dumps(value, ensure_ascii=chance.random() < 0.5).encode()
    except (ValueError, RecursionError):  # a number too long to write, half a character
        return tweak(data)
    return made if len(made) <= MAX_BYTES else tweak(data)


def _changed(value: Any, chance: random.Random, tweak: Tweak) -> Any:
    """The value, or something in it, made another."""
    if chance.random() < 0.1:
        return chance.choice(VALUES)
    match value:
        case dict():
            return _object(dict(value), chance, tweak)
        case list() if value:
            return _array(list(value), chance, tweak)
        case str():
            return _text(value, chance, tweak)
        case bool() | None:
            return not value
        case int() | float():
            return _number(value, chance)
    return chance.choice(VALUES)


def _object(members: dict[str, Any], chance: random.Random, tweak: Tweak) -> dict[str, Any]:
    if not members or chance.random() < 0.15:
        members[chance.choice(KEYS)] = chance.choice((*VALUES, *members.values()))
        return members
    key = chance.choice(list(members))
    match chance.randrange(8):
        case 0:
            del members[key]
        case 1:
            members[chance.choice(KEYS)] = members.pop(key)
        case 2:
            other = chance.choice(list(members))
            members[key], members[other] = members[other], members[key]
        case _:
            members[key] = _changed(members[key], chance, tweak)
    return members


def _array(items: list[Any], chance: random.Random, tweak: Tweak) -> list[Any]:
    at = chance.randrange(len(items))
    match chance.randrange(5):
        case 0:
            del items[at]
        case 1:
            items.insert(at, chance.choice(items))
        case _:
            items[at] = _changed(items[at], chance, tweak)
    return items


def _text(text: str, chance: random.Random, tweak: Tweak) -> str:
    """A text that holds JSON itself, as a pasted config.json does, stays JSON."""
    if text.lstrip().startswith("{"):
        return mutant(text.encode(errors="replace"), chance, tweak).decode(errors="replace")
    return tweak(text.encode(errors="replace")).decode(errors="replace")


def _number(number: float, chance: random.Random) -> float:
    match chance.randrange(4):
        case 0:
            return -number
        case 1:
            return number + chance.choice((-1, 1))
        case 2:
            return number // 2
    return chance.choice((0, 1, 2, 3, 7, 2**31, 2**63, 1e308))


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes removed, repeated or replaced."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 5)):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((0, 1, 1, 2, 8, 64)))
        changed[start:end] = chance.choice(
            (b"", changed[start:end] * 2, chance.randbytes(end - start or 1), b'"', b"0", b"\\")
        )
    return bytes(changed)
