"""Links to the pages that show the code, and the name of the code.

`calc.publish.code` writes these pages, one a module, beside the built page `code/`.
"""

from posixpath import dirname, relpath
from typing import Any

from calc import shipped
from calc.markdown import source_file
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError

FOLDER = "code/"
INDEX = "./"
"""The address of the page of all modules, relative to the page of one."""


def file(module: str) -> str:
    """The name of a module's page in the folder: `calc.form.display.html`."""
    return f"{module}.html"


def base(md: Any) -> str:
    """The address of the folder, relative to the page that is being converted: `../code/`.

    MkDocs does not resolve links in finished HTML, so they are relative to the page. Zensical,
    which does not say which page it is, resolves them itself.
    """
    page = source_file.of(md)
    return f"{relpath(FOLDER, dirname(page.url) or '.')}/" if page else FOLDER


def based(html: str, md: Any) -> str:
    """HTML with its links into the folder made relative to the page that is being converted."""
    return html.replace(f'href="{FOLDER}', f'href="{base(md)}')


def fingerprint(source: str, _: Conversion) -> str:
    """`` `#!code fingerprint` ``: the fingerprint of the calculators' code. Raises PageError."""
    if source != "fingerprint":
        raise PageError(f"`#!code {source}` names nothing; use `#!code fingerprint`.")
    return f"<code>{shipped.fingerprint()}</code>"
