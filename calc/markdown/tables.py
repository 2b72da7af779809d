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
    """Replaces each fence by its table."""

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
    try:
        table = site_package.module(site.current().tables, name, "table")
    except PageError as error:
        place = mistakes.line(name)
        raise PageError(f"{place}: {error}" if place else str(error)) from None
    return table.HEAD, list(table.rows())


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def register(md: Markdown) -> None:
    """Have a converter replace fences by tables."""
    md.preprocessors.register(Tables(md), "calc-tables", BEFORE_SUPERFENCES)
