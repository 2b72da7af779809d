"""The built site, rebuilt when its sources are newer."""

import faulthandler
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

import filelock
import pytest

from calc.publish import headers

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
SOURCES = ("mkdocs.yml", "requirements.txt", "docs", "calc", "overrides")


def pages() -> list[str]:
    """The address of every page, relative to that of the site: "", "cost/", "authors/inputs/"."""
    docs = ROOT / "docs"
    files = [*docs.glob("*.md"), *docs.glob("authors/*.md")]
    names = (file.relative_to(docs).with_suffix("").as_posix() for file in files)
    return sorted("" if name == "index" else f"{name}/" for name in names)


KINDS = {
    "",
    "any-model/",
    "authors/inputs/",
    "code/",
    "cost/",
    "methods/",
    "run-and-train/",
    "verdict/",
}
"""A page of each kind. The others are made of the same parts."""


def every_page(*, but: Collection[str] = ()) -> list[Any]:
    """Parameters of a test: the pages. `make test` tries one of each kind, `make verify` all."""
    assert set(pages()) >= KINDS
    return [
        pytest.param(path, id=path or "start", marks=[] if path in KINDS else [pytest.mark.long])
        for path in pages()
        if path not in but
    ]


def changed(path: Path) -> float:
    """When a file, or the newest file in a folder, was last changed."""
    files = path.rglob("*") if path.is_dir() else filter(Path.exists, [path])
    return max((one.stat().st_mtime for one in files if "__pycache__" not in one.parts), default=0)


def stale() -> bool:
    """Whether the site is missing, not whole, or older than one of its sources."""
    front, last = SITE / "index.html", SITE / headers.FILE
    if not (front.exists() and last.exists()):  # a build that is stopped does not get to the last
        return True
    return max(changed(ROOT / source) for source in SOURCES) > front.stat().st_mtime


def build(folder: Path, address: str) -> None:
    """Build the site with `address` as its `site_url`."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "SITE_URL": address},
        check=True,
    )


def site() -> Path:
    """The folder of the built site, up to date."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    # The first build takes minutes; the test that needs it first does not hang meanwhile.
    faulthandler.cancel_dump_traceback_later()
    # Two test processes may get here at the same time: one builds, the other waits.
    with filelock.FileLock(ROOT / ".cache" / "site.lock"):
        if stale():
            subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "--strict"], cwd=ROOT, check=True
            )
    return SITE
