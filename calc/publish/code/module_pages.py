"""A page for each module: the built page `code/` with another article.

They are in the same folder, so the links of that page are right in them. They are neither in the
search nor in the site map: readers come to them from a calculator.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from calc.form.markup import escape
from calc.markdown import code_pages, modules
from calc.markdown.mistakes import PageError
from calc.publish import pages
from calc.publish.code import listing
from calc.publish.pages import Edit, Element, Page

PROPERTY = re.compile(r"(?:og|article):")
NAME = re.compile(r"twitter:|description|robots")
"""What begins so describes the page `code/` alone."""


def write(folder: Path) -> None:
    """Write them into a built site that has a page `code/`. Raises `PageError`."""
    index = folder / code_pages.FOLDER / "index.html"
    if not index.exists():
        return
    frame = pages.read(index)
    articles, titles = frame.all("article"), frame.all("title")
    if len(articles) != 1 or not titles:
        raise PageError("docs/code.md: the built page has no title, or not one article to fill.")
    article, title = articles[0], titles[0]
    outside = [
        edit
        for edit in _edits(frame)
        if not article.start <= edit.start < article.end and edit.start != title.start
    ]
    for module in modules.modules().values():
        head = f'<title>{escape(module.name)}</title><meta name="robots" content="noindex">'
        edits = [
            *outside,
            Edit(title.start, title.end, head),
            Edit(article.opened, article.closed, listing.listing(module)),
        ]
        path = index.with_name(code_pages.file(module.name))
        path.write_bytes(pages.edited(frame.text, edits).encode("utf-8"))


def _edits(frame: Page) -> Iterator[Edit]:
    """Without what describes the page `code/`, and with links to its headings from beside it."""
    for element in frame.elements:
        if _describes(element):
            yield pages.removed(element)
        elif element.name == "a":
            target = element.attributes.get("href", "")
            if "md-skip" in element.attributes.get("class", "").split():
                # The keyboard's way past the navigation leads to the first line.
                yield pages.with_value(frame, element, "href", "#L1")
            elif re.match(r"#\w", target):
                yield pages.with_value(frame, element, "href", code_pages.INDEX + target)


def _describes(element: Element) -> bool:
    attributes = element.attributes
    match element.name:
        case "link":
            return attributes.get("rel", "").lower() == "canonical"
        case "meta":
            found = PROPERTY.match(attributes.get("property", "")) or NAME.match(
                attributes.get("name", "")
            )
            return bool(found)
        case "script":
            return attributes.get("type", "").lower() == "application/ld+json"
    return False
