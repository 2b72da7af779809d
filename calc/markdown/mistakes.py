"""An author's mistakes as sentences: file, line, what is wrong, and what would be right.

Superfences and inlinehilite do not say where a piece of Markdown comes from. So it is searched for
in the source of the pages, which works in any generator.
"""

import re
import traceback
from pathlib import Path
from typing import Any

from calc.deadline import TooLong
from calc.form import registry
from calc.form.errors import DeclarationError
from calc.form.sentences import quoted
from calc.markdown import source_file

DOCS = Path("docs")


class PageError(ValueError):
    """A mistake in a page, as a sentence for its author. It ends the build."""


def sentence(error: BaseException, md: Any, *pieces: str) -> str:
    """The error's sentence, after file and line of the first of these pieces that is found.

    They are searched for in the page that `md` converts, if MkDocs names it, then in all pages.
    An error that is no author's mistake is a fault in the code: the sentence names its place too.
    """
    text = str(error)
    if isinstance(error, registry.UnknownCalculator):
        known = ", ".join(registry.names())
        text = f"There is no calculator {quoted(error.name)}; {known} would do."
    elif not isinstance(error, PageError | TooLong):
        kind = "" if isinstance(error, DeclarationError) else f"{type(error).__name__}: "
        text = f"{_fault(error)}: {kind}{text}"
    pages = [page for page in (_page(md), DOCS) if page]
    place = next(filter(None, (line(piece, page) for page in pages for piece in pieces)), "")
    return f"{place}: {text}" if place else text


def _page(md: Any) -> Path | None:
    """The source of the page that is being converted, if the generator names it."""
    file = source_file.of(md)
    return DOCS / file.src_uri if file else None


def line(piece: str, docs: Path = DOCS) -> str:
    """`docs/cost.md:17`, the first place of the piece; "" if there is none.

    `docs` is a folder or one page. White space and `>` may differ: Markdown removes both from the
    start of a line.
    """
    words = r"[\s>]+".join(map(re.escape, piece.split()))
    wanted = re.compile(rf"{words}(?![\w.-])" if words else "(?!)")
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else filter(Path.is_file, [docs]):
        text = path.read_text(encoding="utf-8")
        if found := wanted.search(text):
            return f"{path}:{text.count('\n', 0, found.start()) + 1}"
    return ""


def _fault(error: BaseException) -> str:
    """File and line where the code failed; in a calculator's file, if one was running."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    inside = [f for f in frames if str(Path(f.filename).parent) in registry.folders()]
    frame = (inside or frames)[-1]
    return f"{frame.filename}:{frame.lineno}"
