"""Built pages: each is parsed once, and written once with everything that changes in it.

    page = pages.read(Path("site/index.html"))
    pages.write(page, [pages.removed(link) for link in page.all("link")])

What no edit names stays as it is, to the byte. `html.parser` differs from browsers where a comment,
a script or a title ends in an unusual way: a page with such a place is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from typing import override

from calc.markdown.mistakes import PageError

NAMES = {
    *("head", "meta", "link", "script", "style", "title", "article", "a", "form"),
    *("img", "source", "track", "embed", "video", "audio", "iframe", "object"),
}
"""The elements that something here looks for."""
VOID = {"meta", "link", "img", "source", "track", "embed"}
TEXT_ONLY = ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
"""Elements that contain no elements: markup in them is text."""
FOREIGN = {"svg", "math"}
"""In these `<title/>` is a whole element; elsewhere it is a start tag."""

ATTRIBUTE = re.compile(r"""([^\s/>"'=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
COMMENT_END = re.compile("--!?>")
NESTED_SCRIPT = re.compile(r"<!--.*<script[\s/>]", re.DOTALL | re.IGNORECASE)
"""After this a browser does not end the script at the next `</script>`."""


@dataclass(frozen=True, kw_only=True)
class Element:
    """An element of a page. Its content is `text[opened:closed]`."""

    name: str
    attributes: dict[str, str]
    start: int
    """Where its start tag begins."""
    opened: int
    """Where its start tag ends."""
    closed: int
    """Where its end tag begins."""
    end: int
    inert: bool
    """Whether it is inside a template, where it does nothing until a script takes it out."""


@dataclass(frozen=True)
class Edit:
    """A part of a page's text, and the text in its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """A built page and those of its elements that have one of `NAMES`."""

    path: Path
    text: str
    elements: tuple[Element, ...]
    styles: frozenset[str] = frozenset()
    """The values of all `style` attributes."""

    def all(self, name: str) -> list[Element]:
        """The elements of that name outside templates, in order."""
        return [each for each in self.elements if each.name == name and not each.inert]

    def content(self, element: Element) -> str:
        """The source between its tags, with the line ends that a browser reads."""
        source = self.text[element.opened : element.closed]
        return source.replace("\r\n", "\n").replace("\r", "\n")


def read(path: Path) -> Page:
    """Parse a page. Raises `PageError` if it is not UTF-8, or a browser would read it otherwise."""
    content = text(path)
    parser = _Parser(path, content)
    parser.feed(content)
    parser.close()
    elements = sorted(parser.finished(), key=lambda element: element.start)
    return Page(path=path, text=content, elements=tuple(elements), styles=frozenset(parser.styles))


def text(path: Path) -> str:
    """The source of a page. Raises `PageError` if it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise PageError(f"{path} is not encoded in UTF-8.") from error


def write(page: Page, edits: Iterable[Edit]) -> None:
    """Write the page with these edits, unless they change nothing."""
    text = edited(page.text, edits)
    if text != page.text:
        page.path.write_bytes(text.encode("utf-8"))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits that do not overlap. Insertions in one place keep their order."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def removed(element: Element) -> Edit:
    """Without this element."""
    return Edit(element.start, element.end, "")


def inserted(at: int, text: str) -> Edit:
    """With this text in that place."""
    return Edit(at, at, text)


def with_value(page: Page, element: Element, attribute: str, value: str) -> Edit:
    """With another value of an attribute that the element has."""
    after_name = element.start + 1 + len(element.name)
    for found in ATTRIBUTE.finditer(page.text, after_name, element.opened - 1):
        if found[1].lower() == attribute and found[2]:
            return Edit(*found.span(2), f'"{escape(value)}"')
    raise KeyError(attribute)


class _Parser(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__()
        self._path, self._text = path, text
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._line_starts: list[int] = [0, *accumulate(lengths)]
        self._open: list[Element] = []
        self._finished: list[Element] = []
        self._templates = self._foreign = 0
        self.styles: set[str] = set()
        self._text_end = -1
        """Where the content of the text-only element that was opened last has to end."""

    def finished(self) -> list[Element]:
        """All elements. Those that were never closed reach to the end of the page."""
        return [*self._finished, *self._open]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        opened = start + len(self.get_starttag_text() or "")
        self._templates += tag == "template"
        self._foreign += tag in FOREIGN
        self.styles |= {value for name, value in attrs if name == "style" and value}
        if tag in TEXT_ONLY and not self._foreign:
            self._text_end = self._end_of_text(tag, opened)
            self.set_cdata_mode(tag)
        if tag in NAMES:
            rest = opened if tag in VOID else len(self._text)
            element = Element(
                name=tag,
                # Of an attribute that is written twice the first counts.
                attributes={name: value or "" for name, value in reversed(attrs)},
                start=start,
                opened=opened,
                closed=rest,
                end=rest,
                inert=self._templates > 0,
            )
            (self._finished if tag in VOID else self._open).append(element)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._foreign:
            self.handle_endtag(tag, whole=True)

    @override
    def handle_endtag(self, tag: str, *, whole: bool = False) -> None:
        at = self._at()
        if tag in TEXT_ONLY and not self._foreign:
            if at != self._text_end:
                raise self._refusal(f"an end tag </{tag}>")
            self._text_end = -1
        self._templates -= tag == "template" and self._templates > 0
        self._foreign -= tag in FOREIGN and self._foreign > 0
        for index, element in reversed([*enumerate(self._open)]):
            if element.name == tag:
                closed = element.opened if whole else at
                end = closed if whole else self._text.index(">", at) + 1
                self._finished.append(_closed(self._open.pop(index), closed, end))
                break

    @override
    def handle_comment(self, data: str) -> None:
        at = self._at()
        if self._text.startswith("<!--", at):
            found = COMMENT_END.search(self._text, at + 2)
            if not found or found.start() != at + len("<!--") + len(data):
                raise self._refusal("a comment")

    def _end_of_text(self, tag: str, opened: int) -> int:
        """Where a browser ends the content of a text-only element."""
        end_tag = re.compile(rf"</{tag}[\s/>]", re.IGNORECASE)
        found = end_tag.search(self._text, opened)
        nested = tag == "script" and found and NESTED_SCRIPT.search(self._text, opened, found.end())
        if not found or nested:
            raise self._refusal(f"<{tag}>")
        return found.start()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _refusal(self, what: str) -> PageError:
        line, _ = self.getpos()
        return PageError(
            f"{self._path}:{line}: {what} here ends, or does not end, where only some programs"
            " would say so. Write its end in the usual way."
        )


def _closed(element: Element, closed: int, end: int) -> Element:
    return Element(**vars(element) | {"closed": closed, "end": end})
