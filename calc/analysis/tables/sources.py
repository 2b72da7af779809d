"""Every source once."""

from collections.abc import Iterator

from calc.analysis.sources import SOURCES
from calc.units import Unknown

HEAD = ("Key", "Source", "Level")


def rows() -> Iterator[list[str]]:
    """A row a source, in the order of the story; the key is an anchor."""
    for source in SOURCES.values():
        if isinstance(source.url, Unknown):
            title = f"{source.title}. {source.url.reason}"
        else:
            title = f"[{source.title}]({source.url})"
        yield [f'<span id="{source.key}">{source.key}</span>', title, source.level]
