"""What became known, by date."""

from collections.abc import Iterator

from calc.analysis.events import EVENTS
from calc.analysis.tables._sources import cited

HEAD = ("Date", "What", "Source")


def rows() -> Iterator[list[str]]:
    """A row an event."""
    for event in EVENTS:
        yield [event.date, event.what, cited(event.sources)]
