"""The verdicts that a claim may have: a closed set, each with its sign and its meaning.

Pages, tables and links take the word, the sign and the meaning from here.
"""

from dataclasses import dataclass
from typing import Literal

type Word = Literal["right", "incomplete", "imprecise", "half wrong", "wrong", "opinion", "open"]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the sources say of a claim, in a word."""

    word: Word
    sign: str
    """One character, for readers who do not see the colour."""
    meaning: str
    """A sentence."""

    @property
    def key(self) -> str:
        """The word without a space, as style sheets have it."""
        return self.word.replace(" ", "-")


VERDICTS: dict[Word, Verdict] = {
    verdict.word: verdict
    for verdict in (
        Verdict(word="right", sign="✓", meaning="The sources confirm it."),
        Verdict(word="incomplete", sign="+", meaning="True, but a fact that matters is missing."),
        Verdict(word="imprecise", sign="≈", meaning="Close, but a detail or a conclusion is off."),
        Verdict(word="half wrong", sign="½", meaning="One part is right, the other is not."),
        Verdict(word="wrong", sign="✕", meaning="The sources contradict it."),
        Verdict(word="opinion", sign="“", meaning="A judgement, which no source can settle."),
        Verdict(word="open", sign="?", meaning="No source confirms or refutes it."),
    )
}
"""By word, in the order in which pages list them."""
