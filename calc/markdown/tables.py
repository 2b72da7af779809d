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
from importlib import import_module
from itertools import takewhile
from pkgutil import iter_modules
from typing import Any, override

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from calc import site
from calc.markdown import code_pages, mistakes
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


def exact(src: str, language: str, class_name: str, md: Any) -> str:
    """Inlinehilite's formatter for `` `#!checked validation_flops` ``: in how many rows every
    column “Off by” is 0, of how many.
    """
    head, rows = content(src)
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
    known = sorted(
        m.name
        for m in iter_modules(import_module(site.current().tables).__path__)
        if m.name[0] != "_"
    )
    if name not in known:
        place = mistakes.line(name)
        raise PageError(
            f"{place + ': ' if place else ''}There is no table “{name}”; "
            f"{', '.join(known)} would do."
        )
    table: Any = import_module(f"{site.current().tables}.{name}")
    return table.HEAD, list(table.rows())


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


class TablesExtension(Extension):
    """For `markdown_extensions` in mkdocs.yml: `calc.markdown.tables`."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(Tables(md), "calc-tables", BEFORE_SUPERFENCES)


def makeExtension(**_: Any) -> TablesExtension:
    """What Python-Markdown calls."""
    return TablesExtension()
