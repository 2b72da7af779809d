"""Links to sources, in Markdown."""

from collections.abc import Sequence

from calc.analysis.sources import SOURCES
from calc.units import Unknown


def source_links(keys: Sequence[str]) -> str:
    """The titles of sources, linked to their addresses if they have one."""
    return "; ".join(
        source.title if isinstance(source.url, Unknown) else f"[{source.title}]({source.url})"
        for source in (SOURCES[key] for key in keys)
    )
