"""A pasted config.json as a model, or an error that says what is wrong in it and where."""

import json
from typing import Any

from calc.form.errors import InputError
from calc.llm.architecture import Architecture
from calc.llm.errors import ConfigError

MAX_NESTING = 50
"""Levels of lists and objects. A browser's stack ends long before Python's recursion limit."""


def model(text: str) -> Architecture:
    """The model of a config.json. Raises InputError with the line or the key at fault."""
    from calc.llm import config  # most readers paste none

    if _depth(text) > MAX_NESTING:
        raise InputError(
            "config",
            f"This is nested more than {MAX_NESTING} levels deep; a config.json has a few levels.",
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
    """How deeply lists and objects are nested; the text need not be valid JSON."""
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
    """A JSON object as a dictionary. Raises ConfigError for a key that is there twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(k for at, (k, _) in enumerate(pairs) if k in dict(pairs[:at]))
        raise ConfigError(twice, "This key stands there twice; once would do.")
    if "__proto__" in found:
        raise ConfigError("__proto__", "This key is no model's; the file without it would do.")
    return found
