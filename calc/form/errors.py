"""Errors in what a reader typed, and in what an author declared."""

from collections.abc import Sequence
from dataclasses import dataclass


class InputError(ValueError):
    """A reader's input is invalid; the sentence is shown beside its field.

    InputError("weight", "20M is too large; use at most 10M.")
    """

    def __init__(self, parameter: str, sentence: str) -> None:
        super().__init__(f"{parameter}: {sentence}")
        self.parameter = parameter
        self.sentence = sentence


@dataclass(frozen=True)
class Reading:
    """What a text may mean."""

    text: str
    """The canonical text, which leaves no doubt."""
    spoken: str
    """The same in words."""


class Question(ValueError):
    """People would read a text differently; the sentence asks which reading is meant."""

    def __init__(self, sentence: str, readings: Sequence[Reading]) -> None:
        super().__init__(sentence)
        self.readings = tuple(readings)


class DeclarationError(TypeError):
    """A function that cannot become a form; the message tells its author why."""
