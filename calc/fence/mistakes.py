"""Mistakes of a page's author: what, in which file and line, and what would do.

Neither superfences nor inlinehilite says where a piece of Markdown is from. It is looked for in
the pages as written, which works in any generator and needs no hook.
"""

import traceback
from pathlib import Path

from calc.calculators import UnknownCalculator
from calc.form.errors import DeclarationError
from calc.llm.published import FigureError


class PageError(ValueError):
    """A mistake in a page, as a sentence for its author."""


def sentence(error: Exception, piece: str) -> str:
    """The error with the file and line of the piece of Markdown that it is about.

    An error that is not about the page is a fault in the code: then its own place is named too.
    """
    place = line(piece)
    said = str(error)
    if not isinstance(error, PageError | UnknownCalculator | DeclarationError | FigureError):
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = (
            f"{error.filename}:{error.lineno}"
            if isinstance(error, SyntaxError)
            else (f"{frame.filename}:{frame.lineno}")
        )
        said = f"{type(error).__name__} in {where}: {said}"
    return f"{place}: {said}" if place else said


def line(piece: str, docs: Path = Path("docs")) -> str:
    """`docs/cost.md:17`, the first place that has the piece; "" where none has."""
    wanted = [part.strip() for part in piece.strip().splitlines()] or [""]
    for path in sorted(docs.rglob("*.md")):
        lines = [part.strip() for part in path.read_text(encoding="utf-8").splitlines()]
        for at, first in enumerate(lines):
            if wanted == lines[at : at + len(wanted)] or (len(wanted) == 1 and wanted[0] in first):
                return f"{path}:{at + 1}"
    return ""
