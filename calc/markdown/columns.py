"""Marks in Markdown tables, for the style sheet.

A column of numbers gets `data-numeric` in each of its cells, the head of a model's column
`data-role`, as the model's marks in charts have it. An empty corner is no head, and a row of
empty heads is left out. A date gets `data-kept`: it stays on one line. A table that will scroll
is a stop for the keyboard, a long one gets `data-long`. A short one with sentences gets
`data-stacked`, and its cells say what they are: on a phone each row stands as a paragraph.
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
NOTHING = {"", "–", "—", "-", "not published", "none"}
LONG = 24
"""Rows from which a table scrolls by itself."""
WIDE = 5
"""Columns from which it may be wider than a phone."""
SENTENCE = 40
"""Characters from which a cell is one."""
ROLES = {"table": "table", "tr": "row", "td": "cell"}
"""A browser that shows a table as paragraphs may forget what it was. Heads keep their place, and a
role would have Material take them for buttons that sort."""
TAG = re.compile(r"<[^>]+>")

AFTER_INLINE = 15


class Columns(Treeprocessor):
    """Looks at every table after its cells have been read."""

    @override
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            head, *body = (list(row) for row in table.iter("tr"))
            if len(body) >= LONG:
                table.set("data-long", "")
            if len(body) >= LONG or len(head) >= WIDE:
                table.set("tabindex", "0")
            for cell in table.iter("td"):
                if DATE.fullmatch(self._text(cell)):
                    cell.set("data-kept", "")
            for at, title in enumerate(head):
                cells = [row[at] for row in body if at < len(row)]
                if self._numeric(cells):
                    for cell in (title, *cells):
                        cell.set("data-numeric", "")
                if role := site.current().roles.get(self._text(title)):
                    title.set("data-role", role)
                elif not self._text(title):
                    title.tag = "td"
            if not any(map(self._text, head)):
                table.remove(table[0])
            if self._is_stacked(len(head), len(body), table):
                self._stack(table, head, body)

    def _numeric(self, cells: list[Element]) -> bool:
        texts = [text for text in map(self._text, cells) if text not in NOTHING]
        return bool(texts) and all(map(NUMBER.fullmatch, texts))

    def _is_stacked(self, columns: int, rows: int, table: Element) -> bool:
        sentences = (cell for cell in table.iter("td") if len(self._text(cell)) >= SENTENCE)
        return 2 < columns and rows < LONG and any(True for _ in sentences)

    def _stack(self, table: Element, head: list[Element], body: list[list[Element]]) -> None:
        table.set("data-stacked", "")
        for row in body:
            for title, cell in zip(head, row, strict=False):
                cell.set("data-head", self._text(title))
        for part in table.iter():
            if part.tag in ROLES:
                part.set("role", ROLES[part.tag])

    def _text(self, cell: Element) -> str:
        """What a reader sees of a cell; finished HTML stands in Markdown's stash until the end."""
        return "".join(self._texts(cell)).strip()

    def _texts(self, cell: Element) -> Iterator[str]:
        stash = self.md.htmlStash.rawHtmlBlocks
        for text in cell.itertext():
            whole = HTML_PLACEHOLDER_RE.sub(lambda found: str(stash[int(found[1])]), text)
            yield TAG.sub("", whole)


def register(md: Markdown) -> None:
    """Have a converter mark the cells of tables."""
    md.treeprocessors.register(Columns(md), "calc-columns", AFTER_INLINE)
