"""What the analysis claims, what sources say, and how it stands."""

from collections.abc import Iterator

from calc.analysis.claims import CLAIMS
from calc.analysis.tables._sources import cited

ANCHORS = "claim-"
"""Each row has an anchor, `verdict.md#claim-7`, for the place where the page tells of it."""

HEAD = ("", "The analysis says", "Sources say", "Verdict", "Told on")


def rows() -> Iterator[list[str]]:
    """A row a claim, in the order of the analysis."""
    for claim in CLAIMS:
        page = claim.page.removesuffix(".md").capitalize()
        yield [
            f'<span id="{ANCHORS}{claim.number}">{claim.number}</span>',
            claim.said,
            f"{claim.found} <small>{cited(claim.sources)}</small>",
            f"**{claim.verdict}**",
            f"[{page}]({claim.page}#{claim.section})",
        ]
