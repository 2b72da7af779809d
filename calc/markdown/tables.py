"""Tables made from data, as Markdown: one file a table.

    ``` table
    claims
    ```

The fence is replaced by a Markdown table before anything else reads the page, so links, anchors
and inline figures in it are checked like those that an author writes.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import override

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from calc import site
from calc.markdown import code_pages, mistakes, site_package
from calc.markdown.conversion import Conversion
from calc.markdown.mistakes import PageError

OPEN = re.compile(r"^( *)(`{3,}) *table *$")

BEFORE_SUPERFENCES = 30


class Tables(Preprocessor):
    """Puts each table in the place of its fence."""

    @override
    def run(self, lines: list[str]) -> list[str]:
        return list(self._replaced(iter(lines)))

    def _replaced(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            opened = OPEN.match(line)
            if not opened:
                yield line
                continue
            indent, fence = opened.groups()
            body = takewhile((indent + fence).__ne__, lines)
            rows = markdown(" ".join(body).strip())
            yield from (indent + code_pages.based(row, self.md) for row in rows)


def checked(source: str, _: Conversion) -> str:
    """`` `#!checked TABLE` ``: in how many rows every column “Off by” is 0, of how many.

    Raises PageError for a table that there is not.
    """
    head, rows = content(source)
    off = [at for at, title in enumerate(head) if title == "Off by"]
    right = [row for row in rows if all(row[at] == "0" for at in off)]
    return f'<data value="{len(right)}">{len(right)}</data> of {len(rows)}'


def markdown(name: str) -> list[str]:
    """The lines of a table. Raises PageError for one that there is not."""
    head, rows = content(name)
    return ["", *map(_row, [head, ["---"] * len(head), *rows]), ""]


@cache
def content(name: str) -> tuple[Sequence[str], list[list[str]]]:
    """Head and rows of a table. Raises PageError for one that there is not."""
    try:
        table = site_package.module(site.current().tables, name, "table")
    except PageError as error:
        place = mistakes.line(name)
        raise PageError(f"{place}: {error}" if place else str(error)) from None
    return table.HEAD, list(table.rows())


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def register(md: Markdown) -> None:
    """Have a converter put tables in the places of their fences."""
    md.preprocessors.register(Tables(md), "calc-tables", BEFORE_SUPERFENCES)
