"""Tables of the site's data, one file a table.

    ``` table
    prices
    ```

A Markdown table replaces the fence before anything else reads the page. So links, anchors and
inline values in it are checked like those that an author writes.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import override

from markdown.preprocessors import Preprocessor

from calc import site
from calc.markdown import code_pages, site_package
from calc.markdown.conversion import Conversion

NAME = "table"
OPEN = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$")

BEFORE_SUPERFENCES = 30


class Tables(Preprocessor):
    """Replaces each fence by its table, but for those inside other fences, which show Markdown."""

    def __init__(self, page: Conversion) -> None:
        super().__init__(page.md)
        self.page = page

    @override
    def run(self, lines: list[str]) -> list[str]:
        return list(self._replaced(lines))

    def _replaced(self, lines: list[str]) -> Iterator[str]:
        at = 0
        while at < len(lines):
            opened = OPEN.match(lines[at])
            end = opened and _end(lines, at + 1, opened[2])
            if not opened or not end:
                yield lines[at]
                at += 1
                continue
            if opened[3] == NAME:
                body = " ".join(line.strip(" \t>") for line in lines[at + 1 : end]).strip()
                yield from (opened[1] + row for row in self._table(body))
            else:
                yield from lines[at : end + 1]
            at = end + 1

    def _table(self, name: str) -> list[str]:
        try:
            return [code_pages.based(row, self.md) for row in markdown(name)]
        except Exception as error:  # noqa: BLE001  it is told
            piece = self.page.source.fence(NAME, name)
            markup = self.page.mistakes.block(self.page.sentence(error, piece))
            return ["", self.page.md.htmlStash.store(markup), ""]


def _end(lines: list[str], start: int, fence: str) -> int:
    """The line that closes a fence; 0 if none does."""
    closing = (at for at in range(start, len(lines)) if lines[at].strip(" \t>") == fence)
    return next(closing, 0)


def checked(source: str, _: Conversion) -> str:
    """`` `#!checked TABLE` ``: the number of rows whose columns “Off by” are all 0, of all rows.

    Raises PageError for an unknown table.
    """
    head, rows = content(source)
    differences = [at for at, title in enumerate(head) if title == "Off by"]
    right = [row for row in rows if all(row[at] == "0" for at in differences)]
    return f'<data value="{len(right)}">{len(right)}</data> of {len(rows)}'


def markdown(name: str) -> list[str]:
    """The lines of a Markdown table. Raises PageError for an unknown table."""
    head, rows = content(name)
    return ["", *map(_row, [head, ["---"] * len(head), *rows]), ""]


@cache
def content(name: str) -> tuple[Sequence[str], list[list[str]]]:
    """Head and rows of a table. Raises PageError for an unknown table."""
    table = site_package.module(site.current().tables, name, "table")
    return table.HEAD, list(table.rows())


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def register(page: Conversion) -> None:
    """Have a converter replace fences by tables."""
    page.md.preprocessors.register(Tables(page), "calc-tables", BEFORE_SUPERFENCES)
