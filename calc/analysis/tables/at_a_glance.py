"""Every claim in a few words, by verdict."""

from collections.abc import Iterator

from calc.analysis import claims
from calc.analysis.claims import CLAIMS
from calc.analysis.verdicts import VERDICTS

HEAD = ("Verdict", "What the analysis says")


def rows() -> Iterator[list[str]]:
    """One row for each claim, in the order of `VERDICTS`."""
    for word in VERDICTS:
        for claim in CLAIMS:
            if claim.verdict == word:
                yield [f"`#!verdict {claims.anchor(claim)}`", claim.summary]
