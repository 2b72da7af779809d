"""Every claim of the analysis, with what sources say and the verdict."""

from collections.abc import Iterator

from calc.analysis.claims import CLAIMS
from calc.analysis.tables._links import source_links

ANCHOR_PREFIX = "claim-"
"""Pages link to a row by its anchor: `verdict.md#claim-7`."""

HEAD = ("", "The analysis says", "Sources say", "Verdict", "Told on")


def rows() -> Iterator[list[str]]:
    """One row for each claim, in the order of the analysis."""
    for claim in CLAIMS:
        page = claim.page.removesuffix(".md").capitalize()
        yield [
            f'<span id="{ANCHOR_PREFIX}{claim.number}">{claim.number}</span>',
            claim.statement,
            f"{claim.finding} <small>{source_links(claim.sources)}</small>",
            f"**{claim.verdict}**",
            f"[{page}]({claim.page}#{claim.section})",
        ]
