"""The one script that pages name, by the hash of its content.

Pages are written before the browser's files are, and name `runtime/element.js`, which imports the
script with a hash in its path. A finished page names the latter: that saves a request, and a page
never gets the scripts of another version that a browser has cached. A preload link stands before
the style sheets, because a browser reads no further while it loads those.
"""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from calc.publish import pages
from calc.publish.pages import Edit, Element, Page

ENTRY = "runtime/element.js"
IMPORT = re.compile(r'^import "\./(.+)";$', re.MULTILINE)
ADDRESS = re.compile(r"((?:.*/)?)runtime/(?:[0-9a-f]{12}/)?element\.js")
"""How a page names the script, before and after."""


def hashed_name(folder: Path) -> str:
    """The script that the entry imports, below `runtime/`."""
    name: str
    [name] = IMPORT.findall((folder / ENTRY).read_text(encoding="utf-8"))
    return name


def edits(page: Page, name: str) -> Iterator[Edit]:
    """With that script in place of the entry, and a link to preload it."""
    scripts = [(script, base) for script in page.all("script") if (base := _base(script, "src"))]
    for script, base in scripts:
        yield pages.with_value(page, script, "src", f"{base[1]}runtime/{name}")
    if not scripts:
        return
    first, base = scripts[0]
    address = f"{base[1]}runtime/{name}"
    links = [link for link in page.all("link") if "modulepreload" in relations(link)]
    for link in links:
        if _base(link, "href"):
            yield pages.with_value(page, link, "href", address)
            return
    sheets = [link.start for link in page.all("link") if "stylesheet" in relations(link)]
    preload = f'<link rel="modulepreload" href="{escape(address)}">'
    yield pages.inserted(min([first.start, *sheets]), preload)


def relations(link: Element) -> set[str]:
    """What a link leads to: stylesheet, icon, …"""
    return {*link.attributes.get("rel", "").lower().split()}


def _base(element: Element, attribute: str) -> re.Match[str] | None:
    return ADDRESS.fullmatch(element.attributes.get(attribute, "").strip())
