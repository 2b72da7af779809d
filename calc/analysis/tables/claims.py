"""Every claim of the analysis, with what sources say and the verdict."""

from collections.abc import Iterator

from calc.analysis import claims, evidence
from calc.analysis.claims import CLAIMS
from calc.analysis.tables._links import source_links

HEAD = ("", "The analysis says", "Sources say", "Verdict", "Discussed on")


def rows() -> Iterator[list[str]]:
    """One row for each claim, in the order of the analysis."""
    for claim in CLAIMS:
        page = claim.page.removesuffix(".md").capitalize()
        grades = evidence.names(claim.evidence)
        yield [
            f'<span id="{claims.anchor(claim)}">{claim.number}</span>',
            claim.statement,
            f"{claim.finding} <small>Evidence: {grades}. {source_links(claim.sources)}</small>",
            f"`#!verdict {claims.anchor(claim)}`",
            f"[{page}]({claim.page}#{claim.section})",
        ]
