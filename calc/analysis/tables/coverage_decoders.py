"""Each decoder language model that is counted: what the comparison found."""

from collections.abc import Iterator

from calc.analysis.tables import _coverage

HEAD = _coverage.HEAD


def rows() -> Iterator[list[str]]:
    """One row for each type."""
    return _coverage.rows("decoder")
