"""Parts of the sentences in forms."""

from collections.abc import Sequence

from calc import words as own


def quoted(text: str, most: int = 24) -> str:
    """A reader's text in quotation marks, cut after `most` characters."""
    text = " ".join(text[: 10 * most].split())
    said = own.current()
    shown = text if len(text) <= most else f"{text[:most]}…"
    return f"{said.opening}{shown}{said.closing}"


def describe(value: object) -> str:
    """A value of a wrong type in a few words: 1.5, true, a list."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    said = own.current()
    return (
        said.number(str(value)) if isinstance(value, float) else said.of_type(type(value).__name__)
    )


class Reasons:
    """The reasons why results are unknown; each is given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def once(self, reason: str) -> str:
        """The reason; if it has been given before, a reference to it."""
        if reason in self._given:
            return own.current().same_reason
        self._given.add(reason)
        return reason


def either(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    *most, last = words
    return own.current().either.format(most=", ".join(most), last=last) if most else last


def both(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *most, last = words
    return own.current().both.format(most=", ".join(most), last=last) if most else last


def capital(clause: str) -> str:
    """The clause with a capital letter."""
    return clause[:1].upper() + clause[1:]


def in_sentence(label: str) -> str:
    """A label without its explanation, in lower case unless it is a symbol."""
    short = label.partition(",")[0].partition(" (")[0]
    return own.current().inside(short)


def ended(sentence: str) -> str:
    """The sentence with its full stop; one after an abbreviation is enough."""
    return sentence if sentence.endswith(".") else f"{sentence}."


def scenario_name(number: int) -> str:
    """The name of a pinned scenario; `number` counts from 0."""
    return own.current().pinned.format(number=number + 1)
