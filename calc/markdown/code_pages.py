"""Where the pages of the code are, seen from another page."""

from posixpath import dirname, relpath
from typing import Any

from calc import shipped
from calc.markdown import source_file
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError

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
    page = source_file.of(md)
    return f"{relpath(FOLDER, dirname(page.url) or '.')}/" if page else FOLDER


def based(html: str, md: Any) -> str:
    """HTML whose links into the folder lead there from the page that is being converted."""
    return html.replace(f'href="{FOLDER}', f'href="{base(md)}')


def fingerprint(source: str, _: Conversion) -> str:
    """`` `#!code fingerprint` ``: the name of the code of this site. Raises PageError."""
    if source != "fingerprint":
        raise PageError(f"`#!code {source}` says nothing; `#!code fingerprint` would do.")
    return f"<code>{shipped.fingerprint()}</code>"
