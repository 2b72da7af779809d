"""The source file of the page that is being converted, if the generator names it."""

from typing import Any


def of(md: Any) -> Any:
    """The MkDocs `File` of the page, or None.

    MkDocs gives it to the tree processor that resolves the page's links, and to nothing else.
    """
    files = (getattr(processor, "file", None) for processor in getattr(md, "treeprocessors", ()))
    return next(filter(None, files), None)
