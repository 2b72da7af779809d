"""The table of corrections as an Atom feed, on a site that declares `Site.corrections`.

The table is the one headed Date, Figure, Was, Is, Why. Source: RFC 4287.
"""

import uuid
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import override
from xml.etree import ElementTree

from calc import site, words
from calc.markdown.mistakes import PageError

FILE = "corrections.xml"
HEAD = ["Date", "Figure", "Was", "Is", "Why"]


def write(folder: Path, *, url: str, name: str) -> None:
    """Write the feed of the built page, if there is one. Raises PageError if it has no table."""
    declared = site.current().corrections
    page = folder / declared / "index.html"
    if not declared or not page.exists():
        return
    rows = table(page.read_text(encoding="utf-8"))
    (folder / FILE).write_bytes(feed(rows, page=declared, url=url, name=name))


def feed(rows: Sequence[Sequence[str]], *, page: str, url: str, name: str) -> bytes:
    """One entry for each row, the newest first. Without `url`, links are relative to the feed."""
    base = f"{url.rstrip('/')}/" if url else ""
    newest = sorted(rows, key=lambda row: row[0], reverse=True)
    root = ElementTree.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(root, "title", words.current().corrections.format(site=name))
    _add(root, "id", _identity(name))
    _add(root, "updated", _midnight(newest[0][0]))
    _add(_add(root, "author"), "name", name)
    if base:
        _add(root, "link", rel="self", type="application/atom+xml", href=base + FILE)
    _add(root, "link", rel="alternate", type="text/html", href=base + page)
    for date, figure, was, now, why in newest:
        entry = _add(root, "entry")
        _add(entry, "title", figure)
        # The identity does not depend on the address of the site, which may change.
        _add(entry, "id", _identity(f"{date} {figure} {was} {now}"))
        _add(entry, "updated", _midnight(date))
        _add(entry, "link", rel="alternate", type="text/html", href=base + page)
        change = words.current().correction.format(was=was, now=now, why=why)
        _add(entry, "content", change, type="text")
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def table(page: str) -> list[list[str]]:
    """The rows of the table of corrections in the HTML of a page. Raises PageError without it."""
    reader = _Rows()
    reader.feed(page)
    if HEAD not in reader.rows or reader.rows[-1] == HEAD:
        raise PageError(
            f"The page of corrections has no table headed {', '.join(HEAD)} with a row in it."
        )
    below = reader.rows[reader.rows.index(HEAD) + 1 :]
    return [row for row in below if len(row) == len(HEAD)]


class _Rows(HTMLParser):
    """The cells of every table row of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False
            self.rows[-1][-1] = " ".join(self.rows[-1][-1].split())

    @override
    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data


def _add(
    parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _identity(text: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"corrections: {text}").urn


def _midnight(date: str) -> str:
    return f"{date}T00:00:00Z"
