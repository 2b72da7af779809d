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
    """A few words, for the tally."""

    @property
    def key(self) -> str:
        """The word without a space, as style sheets have it."""
        return self.word.replace(" ", "-")


VERDICTS: dict[Word, Verdict] = {
    verdict.word: verdict
    for verdict in (
        Verdict(word="right", sign="✓", meaning="holds as written"),
        Verdict(word="incomplete", sign="+", meaning="true, but omits a fact"),
        Verdict(word="imprecise", sign="≈", meaning="close, but not exact"),
        Verdict(word="half wrong", sign="½", meaning="one part fails"),
        Verdict(word="wrong", sign="✕", meaning="sources contradict it"),
        Verdict(word="opinion", sign="“", meaning="a judgement"),
        Verdict(word="open", sign="?", meaning="no source settles it"),
    )
}
"""By word, in the order in which pages list them."""
