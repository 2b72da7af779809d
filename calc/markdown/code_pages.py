"""Where the pages of the code are, seen from another page."""

from posixpath import dirname, relpath
from typing import Any

FOLDER = "code/"
INDEX = "./"
"""The page of all modules, seen from that of one."""


def file(module: str) -> str:
    """A module's page in its folder: `calc.llm.flops.html`."""
    return f"{module}.html"


def base(md: Any) -> str:
    """The folder, seen from the page that is being converted: `../code/`.

    MkDocs leaves links in finished HTML alone, and tells which page it is by what resolves those
    of Markdown. A generator that says nothing, such as Zensical, resolves them all itself.
    """
    files = (getattr(processor, "file", None) for processor in getattr(md, "treeprocessors", ()))
    page = next(filter(None, files), None)
    return f"{relpath(FOLDER, dirname(page.url) or '.')}/" if page else FOLDER


def based(html: str, md: Any) -> str:
    """HTML whose links into the folder lead there from the page that is being converted."""
    return html.replace(f'href="{FOLDER}', f'href="{base(md)}')
