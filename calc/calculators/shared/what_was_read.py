"""What a result rests on, in words: what the config leaves to the class, and what nothing read.

A text is empty if there is nothing to say.
"""

from collections.abc import Mapping

from calc.llm.architecture import Architecture

MAX_UNREAD, MAX_KEY = 100, 80
"""Limits of what is shown: how many keys, and characters of each."""


def assumed(model: Architecture) -> str:
    """The keys that the config leaves to the class, with the values taken: "head_dim 128"."""
    towers = [key for key in model.assumed if "vision_config." in key]
    found = [f"{key} {_value(key.value)}" for key in model.assumed if key not in towers]
    if towers:
        found.append(f"{len(towers)} of the vision tower")
    return ", ".join(found)


def unread(model: Architecture) -> str:
    """The keys that nothing read and that may count: the first `MAX_UNREAD`, none too long."""
    keys = [key if len(key) <= MAX_KEY else f"{key[:MAX_KEY]}…" for key in model.unread]
    more = len(keys) - MAX_UNREAD
    return ", ".join(keys[:MAX_UNREAD]) + (f" and {more:,} more" if more > 0 else "")


def not_counted(model: Architecture) -> str:
    """Parts of the checkpoint that are in no number: "the audio tower"."""
    return ", ".join(dict.fromkeys(model.not_counted))


def stored_as(model: Architecture) -> str:
    """The number format of the checkpoint, and what its config leaves open."""
    stored = model.stored
    return f"{stored.format}. {stored.assumption}" if stored.assumption else stored.format


def _value(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return f"{value:,}"
        case list() | tuple():
            return f"a list of {len(value)}"
        case Mapping():
            return "an object"
    return f"{value}"
