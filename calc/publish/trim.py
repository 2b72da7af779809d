"""Theme files that no page of this site asks for, taken out of the built site.

Material brings stemmers for some thirty languages, 1.3 MB of source maps and their mentions; the
site is searched in English, whose stemmer is in the search itself.

Material fetches and prepares the search as soon as a page is there, for a reader who will hardly
search. Of pages that lie on a disk it waits until the search is opened; here it always does.

The page that comes next is no theme file, but Firefox fetches what a page's head calls the next
one, read or not; the policy, which has no word for that, refuses, and Firefox complains.
Source: https://developer.mozilla.org/en-US/docs/Web/HTML/Reference/Attributes/rel/prefetch
"""

import json
import re
import shutil
from pathlib import Path

MENTION = re.compile(rb"\s*(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=[^*]+\*/)\s*$")

AT_ONCE = re.compile(rb'(?<=\()location\.protocol!=="file:"(?=\),\w+\("search"\))')
"""Whether Material prepares the search before it is opened."""

NEIGHBOUR = re.compile(r"\s*<link rel=\"?(?:prev|next)\"? [^>]*>")


def trim(folder: Path) -> None:
    """Remove source maps, what mentions them, and stemmers unless a language needs them; from the
    heads of pages the pages before and after. Let the search wait until it is opened.
    """
    for page in sorted(folder.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if NEIGHBOUR.search(text):
            page.write_text(NEIGHBOUR.sub("", text), encoding="utf-8")
    assets = folder / "assets"
    for file in sorted(assets.rglob("*")):
        if file.suffix == ".map":
            file.unlink()
        elif file.suffix in (".js", ".css"):
            content = file.read_bytes()
            trimmed = AT_ONCE.sub(b"!1", MENTION.sub(b"\n", content))
            if trimmed != content:
                file.write_bytes(trimmed)
    if languages(folder) <= {"en"}:
        shutil.rmtree(assets / "javascripts" / "lunr", ignore_errors=True)


def languages(folder: Path) -> set[str]:
    """The languages that the site is searched in."""
    index = folder / "search" / "search_index.json"
    if not index.exists():
        return set()
    config = json.loads(index.read_text(encoding="utf-8"))["config"]
    return set(config["lang"])
