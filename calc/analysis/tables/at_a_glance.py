"""Right and wrong at a glance: every claim in a few words, under its verdict."""

from collections.abc import Iterator
from typing import get_args

from calc.analysis.claims import CLAIMS, Verdict
from calc.analysis.tables.claims import ANCHORS

HEAD = ("Verdict", "What the analysis says")

SHORT = {
    1: "Llama 4 came two days after the head of Meta AI left",
    2: "the three models and their sizes",
    3: "Scout’s row of the table",
    4: "Maverick’s row",
    5: "Behemoth’s row",
    6: "Scout has no shared expert, nor has Behemoth (of which nobody knows)",
    7: "Maverick has DeepSeek’s experts",
    8: "two architectures in one generation",
    9: "larger models get more to read",
    10: "nearly four times the size, on half of everything",
    11: "the hours follow from the active parameters",
    12: "half the corpus means a trial or a broken run",
    13: "the shorter context means less post-training",
    14: "Maverick was inserted because of DeepSeek",
    15: "the goal was DeepSeek-V3 with fewer parameters",
    16: "the active parameters of DeepSeek-V3",
    17: "Llama 4 will hardly match it",
    18: "the release suggests serious problems",
}
"""By the number of the claim."""


def rows() -> Iterator[list[str]]:
    """A row a verdict, from right to open; only those that some claim has."""
    for verdict in get_args(Verdict):
        found = [claim.number for claim in CLAIMS if claim.verdict == verdict]
        if found:
            links = (f"[{SHORT[number]}](#{ANCHORS}{number})" for number in found)
            yield [f"**{verdict}**", "; ".join(links)]
