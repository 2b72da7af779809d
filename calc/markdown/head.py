"""What the head of a page with calculators has: the script of the element, and the style sheets."""

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

NOT_FOUND = "404.html"
"""The page for addresses that do not exist, which are in any folder."""
SCRIPT = "runtime/element.js"
SCRIPT_IN_PAGE = re.compile(r"<script\b[^>]*\bruntime/(?:[0-9a-f]{12}/)?element\.js[\"'\s>]")
HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
SHEET = re.compile(r"<link\b[^>]*\brel=[\"']?stylesheet\b[^>]*>", re.IGNORECASE)


def base(url: str, path: str = NOT_FOUND) -> str:
    """What leads from a page to the folder of the site, which will be at `url`."""
    if path == NOT_FOUND:
        return f"{urlsplit(url).path.rstrip('/')}/"
    return "../" * path.count("/")


def with_scripts(page: str, base: str, sheets: Iterable[str] = ()) -> str:
    """A page whose head names the script and these style sheets of `runtime/`, if it did not.

    `base` leads from the page to the folder of the site: "../". The style sheets come after the
    first of the page, which is the theme's, so that an author's own have the last word.
    """
    end = HEAD_END.search(page)
    if not end:
        return page
    head, rest = page[: end.start()], page[end.start() :]
    if not SCRIPT_IN_PAGE.search(head):
        # Not deferred: calculators respond while the rest of the page loads.
        head += f'<script type="module" async src="{escape(base + SCRIPT)}"></script>'
    links = [
        f'<link rel="stylesheet" href="{escape(base)}runtime/{name}">'
        for name in sheets
        if f"runtime/{name}" not in head
    ]
    first = SHEET.search(head)
    at = first.end() if first else len(head)
    return "".join([head[:at], *links, head[at:], rest])
