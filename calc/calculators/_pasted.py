"""A pasted config.json as a model, or the sentence for what is wrong with it and where."""

import json
from typing import Any

from calc.form.errors import InputError
from calc.llm import config
from calc.llm.architecture import Architecture
from calc.llm.errors import ConfigError

DEEPEST = 50
"""Levels of nesting. A browser's stack ends long before Python's recursion limit does."""


def model(text: str) -> Architecture:
    """The model of a config.json. Raises InputError with the line or the key at fault."""
    if _depth(text) > DEEPEST:
        raise InputError(
            "config",
            f"This is nested more than {DEEPEST} levels deep; a config.json has a few levels.",
        )
    try:
        return config.read(json.loads(text, object_pairs_hook=_unique))
    except json.JSONDecodeError as error:
        raise InputError(
            "config",
            f"Line {error.lineno}, column {error.colno} is not JSON: {error.msg.lower()}.",
        ) from error
    except ConfigError as error:
        place = "" if error.key == "config.json" else f"Key {error.key}: "
        raise InputError("config", place + str(error).removeprefix(f"{error.key}: ")) from error


def _depth(text: str) -> int:
    """How deeply lists and objects are nested, whatever else is wrong with the text."""
    depth = deepest = 0
    quoted = escaped = False
    for character in text:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = quoted
        elif character == '"':
            quoted = not quoted
        elif not quoted and character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif not quoted and character in "]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different: which of two would count is anybody's guess."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(k for at, (k, _) in enumerate(pairs) if k in dict(pairs[:at]))
        raise ConfigError(twice, "This key stands there twice; once would do.")
    if "__proto__" in found:
        raise ConfigError("__proto__", "This key is no model's; the file without it would do.")
    return found
