"""Pieces of the sentences that forms answer with."""

from collections.abc import Sequence


def quoted(text: str, most: int = 24) -> str:
    """A reader's own text in quotes, short enough to stand in a sentence."""
    text = " ".join(text[: 10 * most].split())
    return f"“{text}”" if len(text) <= most else f"“{text[:most]}…”"


def describe(value: object) -> str:
    """A value of a type that does not fit, in bounded length: 1.5, true, a list."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool | float):
        return str(value).lower()
    kind = type(value).__name__
    return f"an {kind}" if kind[0] in "aeiouAEIOU" else f"a {kind}"


class Reasons:
    """Why things are unknown; each reason is said once."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def words(self, reason: str) -> str:
        """The reason, or that it has been said."""
        if reason in self._said:
            return "for the same reason"
        self._said.add(reason)
        return reason


def either(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def both(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def capital(clause: str) -> str:
    """The clause as the beginning of a sentence."""
    return clause[:1].upper() + clause[1:]


def in_sentence(label: str) -> str:
    """A label within a sentence: without what explains it, and small unless it is a symbol."""
    short = label.partition(",")[0].partition(" (")[0]
    return short if short[1:2].isupper() else short[:1].lower() + short[1:]
