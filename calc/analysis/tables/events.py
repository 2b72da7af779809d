"""What became known before and after the analysis, by date."""

from collections.abc import Iterator

from calc.analysis.events import EVENTS
from calc.analysis.tables._links import source_links

HEAD = ("Date", "What", "Source")


def rows() -> Iterator[list[str]]:
    """One row for each event."""
    for event in EVENTS:
        yield [event.date, event.what, source_links(event.sources)]
