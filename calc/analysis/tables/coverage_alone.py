"""Types that are counted, but that no comparison with transformers has tried, and why."""

from collections.abc import Iterator

from calc.analysis.tables import _coverage

HEAD = ("Type", "Why nothing was compared")


def rows() -> Iterator[list[str]]:
    """One row for each type."""
    return _coverage.alone()
