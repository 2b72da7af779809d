"""What became known before and after the analysis, by date."""

from collections.abc import Iterator

from calc.analysis import evidence
from calc.analysis.events import EVENTS
from calc.analysis.tables._links import source_links

HEAD = ("Date", "What", "Evidence", "Source")


def rows() -> Iterator[list[str]]:
    """One row for each event."""
    for event in EVENTS:
        grade = evidence.names([event.evidence])
        yield [event.date, event.what, grade, source_links(event.sources)]
