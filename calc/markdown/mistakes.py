"""Mistakes of a page's author: what, in which file and line, and what would do.

Neither superfences nor inlinehilite says where a piece of Markdown is from. It is looked for in
the pages as written, which works in any generator and needs no hook.
"""

import re
import traceback
from pathlib import Path
from typing import Any

from calc.form import registry
from calc.form.errors import DeclarationError
from calc.form.sentences import quoted
from calc.markdown import source_file

DOCS = Path("docs")


class PageError(ValueError):
    """A mistake in a page, as a sentence for its author."""


def sentence(error: Exception, md: Any, *pieces: str) -> str:
    """The error with the file and line of the piece of Markdown that it is about.

    Of several pieces the first counts that the page `md` converts has, if MkDocs has told it which
    that is, or else any page. An error that is not about the page is a
    fault in the code: then its own place is named too.
    """
    sentence = str(error)
    if isinstance(error, registry.UnknownCalculator):
        known = ", ".join(registry.names())
        sentence = f"There is no calculator {quoted(error.name)}; {known} would do."
    elif not isinstance(error, PageError):
        kind = "" if isinstance(error, DeclarationError) else f"{type(error).__name__}: "
        sentence = f"{_fault(error)}: {kind}{sentence}"
    pages = [page for page in (_page(md), DOCS) if page]
    place = next(filter(None, (line(piece, page) for page in pages for piece in pieces)), "")
    return f"{place}: {sentence}" if place else sentence


def _page(md: Any) -> Path | None:
    """The page that is being converted, if the generator says which that is."""
    file = source_file.of(md)
    return DOCS / file.src_uri if file else None


def line(piece: str, docs: Path = DOCS) -> str:
    """`docs/cost.md:17`, the first place that has the piece; "" where none has.

    `docs` is a folder, or one page.

    White space and quotation marks may differ: Markdown strips both at the start of a line.
    """
    words = r"[\s>]+".join(map(re.escape, piece.split()))
    wanted = re.compile(rf"{words}(?![\w.-])" if words else "(?!)")
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else filter(Path.is_file, [docs]):
        text = path.read_text(encoding="utf-8")
        if found := wanted.search(text):
            return f"{path}:{text.count('\n', 0, found.start()) + 1}"
    return ""


def _fault(error: Exception) -> str:
    """File and line of a fault in the code: the calculator's own if it is in one."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    inside = [f for f in frames if str(Path(f.filename).parent) in registry.folders()]
    frame = (inside or frames)[-1]
    return f"{frame.filename}:{frame.lineno}"
