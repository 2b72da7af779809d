"""Every claim in a few words, by verdict."""

from collections.abc import Iterator
from typing import get_args

from calc.analysis.claims import CLAIMS, Verdict
from calc.analysis.tables.claims import ANCHOR_PREFIX

HEAD = ("Verdict", "What the analysis says")


def rows() -> Iterator[list[str]]:
    """One row for each verdict that some claim has, in the order of `Verdict`."""
    for verdict in get_args(Verdict):
        claims = [claim for claim in CLAIMS if claim.verdict == verdict]
        if claims:
            links = (f"[{claim.summary}](#{ANCHOR_PREFIX}{claim.number})" for claim in claims)
            yield [f"**{verdict}**", "; ".join(links)]
