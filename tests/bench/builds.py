"""How long MkDocs takes for pages with many calculators, beside the same pages with tables.

    python -m tests.bench.builds DOCS SITE      one build: seconds and peak memory, as JSON

Every calculator starts from values of its own, ten stand on a page, and each build is a process
of its own. The site's own configuration builds them; the runtime's files, the same for one
calculator as for a thousand, are counted apart.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from calc import cache
from tests.bench.packages import CACHE_FOLDER
from tests.bench.plain import plain
from tests.browser.built import ROOT

SIZES = (10, 100, 1000)
AGAIN = "calculators, built before"
ON_A_PAGE = 10

FENCES = (
    'name = "training_run"\npreset = "maverick"\ntokens = {number}_000_000_000_000',
    'name = "experts"\nhidden_size = {size}',
    'name = "kv_cache"\ncontext = {number}_000',
    'name = "implied_throughput"\ntokens = {number}_000_000_000_000',
    'name = "long_context"\ncontext = {number}_000',
)


@dataclass(frozen=True, kw_only=True)
class Build:
    """What one build took."""

    calculators: int
    pages: int
    seconds: float
    memory: int
    """Bytes of the process at its largest."""


def page(number: int) -> str:
    """The Markdown of a page with ten calculators."""
    parts = [f"# Page {number}\n"]
    for place in range(number * ON_A_PAGE, (number + 1) * ON_A_PAGE):
        fence = FENCES[place % len(FENCES)].format(number=place + 1, size=64 * (place + 16))
        parts.append(f"## Calculator {place}\n\nWhat stands below is computed.\n")
        parts.append(f"``` calculator\n{fence}\n```\n")
    return "\n".join(parts)


KINDS = ("tables", "calculators", AGAIN)


def built(calculators: int, kind: str) -> Build:
    """Pages with as many calculators, or tables in their places, and what they took.

    What is rendered is kept: so calculators are built once without it, and once more with it.
    """
    if kind == "calculators":
        shutil.rmtree(cache.FOLDER / "elements", ignore_errors=True)
    docs, site = (
        CACHE_FOLDER / f"builds-{KINDS.index(kind)}-{calculators}-{what}"
        for what in ("docs", "site")
    )
    for folder in (docs, site):
        shutil.rmtree(folder, ignore_errors=True)
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Start\n")
    pages = calculators // ON_A_PAGE
    for number in range(pages):
        text = page(number)
        (docs / f"page-{number}.md").write_text(plain(text) if kind == "tables" else text)
    command = [sys.executable, "-m", "tests.bench.builds", str(docs), str(site)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    shutil.rmtree(site)
    took = json.loads(done.stdout.splitlines()[-1])
    return Build(calculators=calculators, pages=pages, **took)


def _build(docs: Path, site: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    start = time.perf_counter()
    config = load_config(
        "mkdocs.yml",
        docs_dir=str(docs),
        site_dir=str(site),
        nav=None,
        plugins=["search", {"calculators": {"publish": False}}],
        strict=False,
    )
    build(config)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1024 if os.uname().sysname == "Linux" else 1
    )
    print(json.dumps({"seconds": seconds, "memory": peak}))


if __name__ == "__main__":
    _build(Path(sys.argv[1]), Path(sys.argv[2]))
