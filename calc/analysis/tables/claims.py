"""Every claim of the analysis, with what sources say and the verdict."""

from collections.abc import Iterator

from calc.analysis import claims, evidence
from calc.analysis.claims import CLAIMS
from calc.analysis.tables._links import source_links

PAGE_NAMES = {
    "models.md": "What Meta published",
    "architecture.md": "Experts",
    "cost.md": "Cost",
    "context.md": "Context",
}
"""As the navigation has them, but for the page that the table is on."""

HEAD = ("", "The analysis says", "Sources say", "Verdict", "Discussed on")


def rows() -> Iterator[list[str]]:
    """One row for each claim, in the order of the analysis."""
    for claim in CLAIMS:
        grades = evidence.names(claim.evidence)
        yield [
            f'<span id="{claims.anchor(claim)}">{claim.number}</span>',
            claim.statement,
            f"{claim.finding} <small>Evidence: {grades}. {source_links(claim.sources)}</small>",
            f"`#!verdict {claims.anchor(claim)}`",
            f"[{PAGE_NAMES.get(claim.page, 'Below')}]({claim.page}#{claim.section})",
        ]
