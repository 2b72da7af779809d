"""Material's files and links that no page of a site needs are left out.

- Source maps, and the comments that name them: 1.3 MB.
- Stemmers for some thirty languages. English needs none of them: its stemmer is part of the search.
- Preparing the search as soon as a page is there, for a reader who will hardly search. On a page
  from a disk Material waits until the search is opened; now it does so everywhere.
- Links to the next and the previous page in the head of a page. Firefox fetches the next page, the
  policy forbids that and has no directive to allow it, and Firefox logs an error.
  Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Reference/Attributes/rel/prefetch
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from calc.publish.pages import Edit, Page
from calc.publish.scripts import relations

SOURCE_MAP_COMMENT = re.compile(
    rb"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=[^*]+\*/)\s*$"
)
SEARCH_AT_ONCE = re.compile(rb'(?<=\()location\.protocol!=="file:"(?=\),\w+\("search"\))')
"""The condition under which Material prepares the search before it is opened."""


def trim(folder: Path) -> None:
    """Remove source maps and stemmers, and have the search wait."""
    assets = folder / "assets"
    for file in sorted(assets.rglob("*")):
        if file.suffix == ".map":
            file.unlink()
        elif file.suffix in (".js", ".css"):
            content = file.read_bytes()
            trimmed = SEARCH_AT_ONCE.sub(b"!1", SOURCE_MAP_COMMENT.sub(b"\n", content))
            if trimmed != content:
                file.write_bytes(trimmed)
    if search_languages(folder) <= {"en"}:
        shutil.rmtree(assets / "javascripts" / "lunr", ignore_errors=True)


def search_languages(folder: Path) -> set[str]:
    """The languages that the site is searched in."""
    index = folder / "search" / "search_index.json"
    if not index.exists():
        return set()
    return {*json.loads(index.read_text(encoding="utf-8"))["config"]["lang"]}


def edits(page: Page) -> Iterator[Edit]:
    """Without links to the next and the previous page, and the space before them."""
    for link in page.all("link"):
        if relations(link) & {"prev", "next"}:
            yield Edit(len(page.text[: link.start].rstrip()), link.end, "")
