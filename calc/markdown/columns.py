"""Marks in Markdown tables, for the style sheet.

- `data-numeric`: each cell of a column of numbers; of columns with a role, all or none are marked
- `data-role`: the head of a column whose colour the site declares (`Site.roles`)
- `data-kept`: a date, which stays on one line
- `data-long`: a long table; one that may scroll is also a tab stop
- `data-stacked`: a short table with sentences; on a phone each row is a paragraph, in which
  `data-head` names each cell

An empty corner becomes an ordinary cell, and a row of empty heads is removed.
"""

import re
from collections.abc import Iterator
from typing import override
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from calc import site

NUMBER = re.compile(r"[−+±-]?\$?\d[\d.,]*( ?[^\s\d]{1,9}| ?× ?10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)?")
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
NO_NUMBER = {"", "–", "—", "-", "not published", "none"}
MIN_ROWS_OF_LONG = 24
"""A table with as many rows scrolls by itself."""
MAX_CHARACTERS_ON_A_PHONE = 48
"""What 360 px hold of a table's text beside each other."""
CHARACTERS_BETWEEN_COLUMNS = 2
"""How much of that the space beside a cell takes."""
MIN_CHARACTERS_OF_SENTENCE = 40
"""A cell with as many characters holds a sentence."""
ROLES = {"table": "table", "tr": "row", "td": "cell"}
"""A browser may not announce a table as one when it is shown as paragraphs. Heads get no role:
Material would take them for buttons that sort."""
TAG = re.compile(r"<[^>]+>")

AFTER_INLINE = 15


class Columns(Treeprocessor):
    """Marks every table after inline Markdown in its cells has been converted."""

    @override
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            head, *body = (list(row) for row in table.iter("tr"))
            if len(body) >= MIN_ROWS_OF_LONG:
                table.set("data-long", "")
            width = 0
            for cell in table.iter("td"):
                if DATE.fullmatch(self._text(cell)):
                    cell.set("data-kept", "")
            columns = [[row[at] for row in body if at < len(row)] for at in range(len(head))]
            with_roles = {at for at, title in enumerate(head) if self._role(title)}
            mixed = not all(self._numeric(columns[at]) for at in with_roles)
            for at, (title, cells) in enumerate(zip(head, columns, strict=True)):
                numeric = self._numeric(cells) and not (mixed and at in with_roles)
                width += CHARACTERS_BETWEEN_COLUMNS + self._least_width(title, cells, numeric)
                if numeric:
                    for cell in (title, *cells):
                        cell.set("data-numeric", "")
                if role := self._role(title):
                    title.set("data-role", role)
                elif not self._text(title):
                    title.tag = "td"
            if not any(map(self._text, head)):
                table.remove(table[0])
            if self._is_stacked(len(head), len(body), table):
                self._stack(table, head, body)
            if len(body) >= MIN_ROWS_OF_LONG or width > MAX_CHARACTERS_ON_A_PHONE:
                table.set("tabindex", "0")

    def _role(self, title: Element) -> str | None:
        return site.current().roles.get(self._text(title))

    def _numeric(self, cells: list[Element]) -> bool:
        texts = [text for text in map(self._text, cells) if text not in NO_NUMBER]
        return bool(texts) and all(map(NUMBER.fullmatch, texts))

    def _least_width(self, title: Element, cells: list[Element], numeric: bool) -> int:
        """The characters of a column that stay on one line: of its numbers, or its longest word."""
        words = [word for cell in (title, *cells) for word in self._text(cell).split()]
        lines = [self._text(cell) for cell in cells] if numeric else []
        return max(map(len, (*words, *lines)), default=0)

    def _is_stacked(self, columns: int, rows: int, table: Element) -> bool:
        if columns <= 2 or rows >= MIN_ROWS_OF_LONG:
            return False
        longest = max((len(self._text(cell)) for cell in table.iter("td")), default=0)
        return longest >= MIN_CHARACTERS_OF_SENTENCE

    def _stack(self, table: Element, head: list[Element], body: list[list[Element]]) -> None:
        table.set("data-stacked", "")
        for row in body:
            for title, cell in zip(head, row, strict=False):
                cell.set("data-head", self._text(title))
        for part in table.iter():
            if part.tag in ROLES:
                part.set("role", ROLES[part.tag])

    def _text(self, cell: Element) -> str:
        """The text of a cell, with the finished HTML that is still in Markdown's stash."""
        return "".join(self._texts(cell)).strip()

    def _texts(self, cell: Element) -> Iterator[str]:
        stash = self.md.htmlStash.rawHtmlBlocks
        for text in cell.itertext():
            whole = HTML_PLACEHOLDER_RE.sub(lambda found: str(stash[int(found[1])]), text)
            yield TAG.sub("", whole)


def register(md: Markdown) -> None:
    """Have a converter mark the cells of tables."""
    md.treeprocessors.register(Columns(md), "calc-columns", AFTER_INLINE)
