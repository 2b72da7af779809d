"""What the analysis claims, what sources say, and how it stands."""

from collections.abc import Iterator

from calc.fence.tables import cited
from calc.llm.published.claims import CLAIMS

HEAD = ("", "The analysis says", "Sources say", "So it is", "Shown")


def rows() -> Iterator[list[str]]:
    """A row a claim, in the order of the analysis."""
    for claim in CLAIMS:
        page = claim.page.removesuffix(".md").capitalize()
        yield [
            str(claim.number),
            claim.said,
            f"{claim.found} <small>{cited(claim.sources)}</small>",
            f"**{claim.verdict}**",
            f"[{page}]({claim.page})",
        ]
