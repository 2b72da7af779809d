"""Parts of the sentences in forms."""

from collections.abc import Sequence


def quoted(text: str, most: int = 24) -> str:
    """A reader's text in quotation marks, cut after `most` characters."""
    text = " ".join(text[: 10 * most].split())
    return f"“{text}”" if len(text) <= most else f"“{text[:most]}…”"


def describe(value: object) -> str:
    """A value of a wrong type in a few words: 1.5, true, a list."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool | float):
        return str(value).lower()
    kind = type(value).__name__
    return f"an {kind}" if kind[0] in "aeiouAEIOU" else f"a {kind}"


class Reasons:
    """The reasons why results are unknown; each is given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def once(self, reason: str) -> str:
        """The reason; if it has been given before, a reference to it."""
        if reason in self._given:
            return "for the same reason"
        self._given.add(reason)
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
    """The clause with a capital letter."""
    return clause[:1].upper() + clause[1:]


def in_sentence(label: str) -> str:
    """A label without its explanation, in lower case unless it is a symbol."""
    short = label.partition(",")[0].partition(" (")[0]
    return short if short[1:2].isupper() else short[:1].lower() + short[1:]
