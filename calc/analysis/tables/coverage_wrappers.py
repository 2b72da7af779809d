"""Each type around a language model whose language model is counted: what the comparison found."""

from collections.abc import Iterator

from calc.analysis.tables import _coverage

HEAD = _coverage.HEAD


def rows() -> Iterator[list[str]]:
    """One row for each type."""
    return _coverage.rows("wrapper")
