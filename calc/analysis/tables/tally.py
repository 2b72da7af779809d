"""How many claims have each verdict: a square for each claim, and what the verdict means."""

from collections.abc import Iterator

from calc.analysis import claims
from calc.analysis.claims import CLAIMS
from calc.analysis.verdicts import VERDICTS

HEAD = ("Claims", "Verdict")


def rows() -> Iterator[list[str]]:
    """One row for each verdict that some claim has."""
    for verdict in VERDICTS.values():
        found = [claims.anchor(claim) for claim in CLAIMS if claim.verdict == verdict.word]
        if found:
            squares = " ".join(f"`#!verdict {anchor} sign`" for anchor in found)
            told = f"**{len(found)}** {verdict.word} <small>{verdict.meaning}</small>"
            yield [squares, told]
