"""Links to sources, as the cells of tables have them."""

from collections.abc import Sequence

from calc.analysis.sources import SOURCES
from calc.units import Unknown


def cited(keys: Sequence[str]) -> str:
    """Links to sources by their titles; a source without an address is named."""
    return "; ".join(
        source.title if isinstance(source.url, Unknown) else f"[{source.title}]({source.url})"
        for source in (SOURCES[key] for key in keys)
    )
