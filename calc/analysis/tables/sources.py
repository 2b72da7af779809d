"""Every source of the site."""

from collections.abc import Iterator

from calc.analysis.sources import SOURCES
from calc.units import Unknown

HEAD = ("Key", "Source", "Level")


def rows() -> Iterator[list[str]]:
    """One row for each source; its key is an anchor."""
    for source in SOURCES.values():
        if isinstance(source.url, Unknown):
            title = f"{source.title}. {source.url.reason}"
        else:
            title = f"[{source.title}]({source.url})"
        level = f"{source.level}, read {source.read}" if source.read else source.level
        yield [f'<span id="{source.key}">{source.key}</span>', title, level]
