"""The file of the page that is being converted, where the generator says which it is."""

from typing import Any


def of(md: Any) -> Any:
    """MkDocs' file of the page, or None: MkDocs leaves it with what resolves the page's links."""
    files = (getattr(processor, "file", None) for processor in getattr(md, "treeprocessors", ()))
    return next(filter(None, files), None)
