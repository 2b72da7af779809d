"""What follows the pages: the browser's files, and everything that a site needs to be served well.

    publish.write(Path("site"), url="https://example.org/", name="…")

does what `python -m calc.publish` does after a generator has written the pages, in three steps:

    add_files  robots.txt, picture, feed, pages of the code; theme files that are not needed go
    runtime    the browser's files, by `calc.snapshot`
    finish     scripts and policy in pages, servers' configurations, bill of materials, copies

The same pages give the same bytes.
"""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from calc import cache, site
from calc.markdown import head
from calc.publish import (
    bom,
    copies,
    feed,
    headers,
    pages,
    picture,
    policy,
    robots,
    scripts,
    servers,
    sitemap,
    theme,
)
from calc.publish.code import module_pages
from calc.snapshot import build, manifest

type Say = Callable[[str], None]
"""Receives the steps that take long, and the sizes of files."""


def write(
    folder: Path, *, url: str, name: str, draft: bool = False, say: Say = lambda _: None
) -> None:
    """Make a site of a folder of built pages.

    `url` is where the site will be, "" if that is not known; `name` is what it is called. A `draft`
    is for an author who waits for the pages: its interpreter is neither trimmed nor verified, and
    it is not finished, for no policy would allow the script that `mkdocs serve` adds to pages.
    Raises `PageError`, `BuildError` and `SiteError`.
    """
    add_files(folder, url=url, name=name)
    build.write(folder / "runtime", compressed=not draft, draft=draft, say=say)
    if not draft:
        finish(folder, url=url, name=name, say=say)
    cache.prune()


def add_files(folder: Path, *, url: str, name: str) -> None:
    """Write the files beside the pages, and remove theme files that no page asks for."""
    robots.write(folder, url=url)
    sitemap.compress(folder)
    picture.write(folder, name=name)
    feed.write(folder, url=url, name=name)
    module_pages.write(folder)
    theme.trim(folder)


def finish(folder: Path, *, url: str, name: str, say: Say = lambda _: None) -> None:
    """Make a site with its browser's files ready to be served."""
    add_scripts(folder, url=url)
    sent = rewrite_pages(folder)
    servers.write(folder, sent, url=url)
    bom.write(folder, name=name)
    copies.write(folder, say)
    headers.write(folder, sent)


def add_scripts(folder: Path, *, url: str) -> None:
    """Have every page name our script and style sheets, if the plugin has not done so."""
    sheets = [sheet.name for sheet in manifest.style_sheets()]
    for path in sorted(folder.rglob("*.html")):
        page = pages.text(path)
        base = head.base(url, path.relative_to(folder).as_posix())
        added = head.with_scripts(page, base, sheets)
        if added != page:
            path.write_bytes(added.encode("utf-8"))


def rewrite_pages(folder: Path) -> str:
    """Put policy and script into every page, in one pass. Returns the policy for servers to send.

    It is "" for a site without one. Raises `PageError` for a page without a place for the policy.
    """
    found = [pages.read(path) for path in sorted(folder.rglob("*.html"))]
    # One policy for all pages, so that all are read before one is written.
    allowed = policy.text(policy.sources(found)) if site.current().policy else ""
    script = scripts.hashed_name(folder)
    for page in found:
        edits = [scripts.edits(page, script), theme.edits(page)]
        if allowed:
            edits.append(policy.edits(page, allowed))
        pages.write(page, chain.from_iterable(edits))
    return f"{allowed}; {policy.NO_FRAMES}" if allowed else ""
