"""The Python that computes, to read: a page a module, highlighted, beside `docs/code.md`.

modules    which there are, what they import and define
listing    one of them as markup
pages      a page for each, in the frame of the built page `code/`
places     where those pages are, seen from another page
"""

from typing import Any

from pymdownx.inlinehilite import InlineHiliteException

from calc import shipped
from calc.markdown import mistakes
from calc.markdown.mistakes import PageError


def format(src: str, language: str, class_name: str, md: Any) -> str:
    """Inlinehilite's formatter: `` `#!code fingerprint` `` names the code of this site."""
    if src != "fingerprint":
        error = PageError(f"`#!code {src}` says nothing; `#!code fingerprint` would do.")
        raise InlineHiliteException(mistakes.sentence(error, md, f"#!code {src}")) from error
    return f"<code>{shipped.fingerprint()}</code>"
