"""What became known, by date."""

from collections.abc import Iterator

from calc.fence.tables import cited
from calc.llm.published.events import EVENTS

HEAD = ("Date", "What", "Source")


def rows() -> Iterator[list[str]]:
    """A row an event."""
    for event in EVENTS:
        yield [event.date, event.what, cited(event.sources)]
