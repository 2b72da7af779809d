"""What follows the pages: the browser's files, and everything that a site needs to be served well.

    publish.write(Path("site"), url="https://example.org/", name="…")

does what `python -m calc.publish` does after a generator has written the pages, in three steps:

    add_files  robots.txt, picture, feed, pages of the code; theme files that are not needed go
    runtime    the browser's files, by `calc.snapshot`
    finish     policy in pages, servers' configurations, bill of materials, compressed copies

The same pages give the same bytes.
"""

from collections.abc import Callable
from pathlib import Path

from calc.publish import (
    bom,
    copies,
    feed,
    headers,
    picture,
    policy,
    robots,
    scripts,
    servers,
    sitemap,
    trim,
)
from calc.publish.code import pages
from calc.snapshot import build

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


def add_files(folder: Path, *, url: str, name: str) -> None:
    """Write the files beside the pages, and remove theme files that no page asks for."""
    robots.write(folder, url=url)
    sitemap.pack(folder)
    picture.write(folder, name=name)
    feed.write(folder, url=url, name=name)
    pages.write(folder)
    trim.trim(folder)


def finish(folder: Path, *, url: str, name: str, say: Say = lambda _: None) -> None:
    """Make a site with its browser's files ready to be served."""
    scripts.write(folder)
    allowed = policy.write(folder)
    servers.write(folder, allowed, url=url)
    bom.write(folder, name=name)
    copies.write(folder, say)
    headers.write(folder, allowed)
