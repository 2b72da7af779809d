"""The fences and inline words of pages, from the docstrings of what makes them."""

from collections.abc import Iterator

from calc.analysis.tables import _docstrings
from calc.markdown import parts, tables

HEAD = ("In a page", "What it gives")


def rows() -> Iterator[list[str]]:
    """Fences, then words; `checked` and `code` are for sites that show data and code."""
    for name, make in parts.FENCES.items():
        yield [f"a fence `{name}`", _docstrings.summary(make)]
    yield ["a fence `table`", _docstrings.summary(tables)]
    for word, maker in parts.INLINE.items():
        yield [f"`#!` and `{word}`", _docstrings.summary(maker)]
