"""Where a piece of a page is in its source: file and line.

Superfences and inlinehilite do not say where a piece of Markdown comes from. So it is searched for:
in the source of the page, in the snippets that the page includes, then in all pages. The page is
the one that MkDocs names, or else the one with the text that is being converted. Of equal pieces on
a page, the first that was met is the first in its source.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calc.markdown import source_file
from calc.markdown.mistakes import short

FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[ \t]*(.*)$")
SNIPPET = re.compile(r"""-+8<-+[ \t]*["']([^"'\n]+)["']""")
BLOCK_OF_SNIPPETS = re.compile(
    r"^[ \t]*-+8<-+[ \t]*\n(.*?)^[ \t]*-+8<-+[ \t]*$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Piece:
    """A piece of a page: how its source looks, and how many equal ones are above it."""

    pattern: str
    above: int = 0
    fence: str = ""
    """The name of the fence that it is; "" for a piece that is in no fence."""


class Source:
    """The source of the page that is being converted."""

    def __init__(self, md: Any, docs: Path) -> None:
        self._md = md
        self._docs = docs
        self.text = ""
        self._met: Counter[str] = Counter()

    def begin(self, text: str) -> None:
        """Begin with the text of another page."""
        self.text = text
        self._met.clear()

    def fence(self, name: str, body: str) -> Piece:
        """A fence that was met."""
        opened = rf"^[ \t>]*(?:`{{3,}}|~{{3,}})[^\n]*?(?<!\w){re.escape(name)}(?!\w)[^\n]*"
        return self._piece(rf"{opened}(?:\n[ \t>]*)+?{_words(body)}[\s>]*(?:```|~~~)", name)

    def word(self, word: str, source: str) -> Piece:
        """An inline word with its source."""
        return self._piece(rf"(?:#!|:::+)\s*{re.escape(word)}\s+{_words(source)}\s*`")

    def line_with(self, text: str) -> Piece:
        """A line as it is written."""
        return self._piece(re.escape(text.strip()))

    def heading(self, text: str) -> Piece:
        """A heading with this text."""
        return self._piece(rf"^[ \t>]*(?:\#+[ \t]*)?{_words(text)}[ \t]*(?:\#*[ \t]*$|\{{)")

    def element(self, key: str) -> Piece:
        """Anything that gets this id."""
        key = re.escape(key)
        return self._piece(rf"\{{[^}}\n]*\#{key}(?![\w-])|\bid *= *[\"']?{key}(?![\w-])")

    def _piece(self, pattern: str, fence: str = "") -> Piece:
        self._met[pattern] += 1
        return Piece(pattern, self._met[pattern] - 1, fence)

    def place(self, piece: Piece) -> str:
        """`docs/cost.md:17`; the file alone if the piece is not in it; "" if it is nowhere."""
        page = self._page()
        files = [page, *self._snippets(_read(page))] if page else []
        for paths in (files, self._pages()):
            lines = [f"{short(path)}:{line}" for path in paths for line in _lines(path, piece)]
            if lines:
                return lines[min(piece.above, len(lines) - 1)]
        return short(page) if page else ""

    def _page(self) -> Path | None:
        """The file of the page."""
        if file := source_file.of(self._md):
            return self._docs / str(file.src_uri)
        wanted = self.text.strip()
        ends = [path for path in self._pages() if wanted and _read(path).strip().endswith(wanted)]
        return min(ends, key=lambda path: len(_read(path)), default=None)

    def _pages(self) -> list[Path]:
        return sorted(self._docs.rglob("*.md"))

    def _snippets(self, text: str) -> Iterator[Path]:
        """The files that `pymdownx.snippets` includes in this text."""
        if "snippet" not in self._md.preprocessors:
            return
        names = SNIPPET.findall(text)
        names += [line for block in BLOCK_OF_SNIPPETS.findall(text) for line in block.split("\n")]
        for name in names:
            path = self._md.preprocessors["snippet"].get_snippet_path(name.strip().split(":")[0])
            if path and Path(path).is_file():
                yield Path(path)


def _words(text: str) -> str:
    """White space and `>` may differ: Markdown removes both from the start of a line."""
    return r"[\s>]+".join(map(re.escape, text.split()))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def _lines(path: Path, piece: Piece) -> Iterator[int]:
    """The lines where a piece begins."""
    text = _without_other_fences(_read(path), piece.fence)
    for found in re.finditer(piece.pattern, text, re.MULTILINE):
        yield text.count("\n", 0, found.start()) + 1


def _without_other_fences(text: str, name: str) -> str:
    """The text with empty lines in fences that are not of this name: they show Markdown."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        opened = FENCE.match(lines[at])
        at += 1
        if not opened:
            continue
        closing = (end for end in range(at, len(lines)) if lines[end].strip(" \t>") == opened[1])
        end = next(closing, at)
        if not name or not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", opened[2]):
            lines[at:end] = [""] * (end - at)
        at = end + 1 if end > at else at
    return "\n".join(lines)
