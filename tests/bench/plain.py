"""The same pages with a plain table of its results in the place of each calculator."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from calc.form import display, state
from calc.markdown import request
from calc.units import Unknown
from tests.bench.packages import CACHE_FOLDER
from tests.browser.built import ROOT

FENCE = re.compile(r"^(`{3,}) calculator\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
LIVE = re.compile(r"`#!live ([\w-]+)\.(\w+)`")

OF_CALCULATORS = "runtime/calculator.css"
"""What only pages with calculators need, and the tag of the scripts that only they need."""
SCRIPTS = re.compile(
    r'<script type="module" async [^>]*runtime/[^>]*></script>|'
    r'<link rel="modulepreload" [^>]*runtime/[^>]*>'
)


def plain(text: str) -> str:
    """A page's Markdown without its calculators."""
    placed: dict[str, request.FenceRequest] = {}

    def table(found: re.Match[str]) -> str:
        asked = request.read(found[2])
        placed[asked.key or asked.calculator.name] = asked
        rows = [f"| {label} | {shown} |" for label, shown in results(asked).values()]
        return "\n".join(["| | |", "|---|---|", *rows])

    replaced = FENCE.sub(table, text)
    return LIVE.sub(lambda found: results(placed[found[1]])[found[2]][1], replaced)


def results(asked: request.FenceRequest) -> dict[str, tuple[str, str]]:
    """Label and value of each single result, as text."""
    filled = state.fill(asked.calculator, asked.page, {})
    return {
        name: (row.label, _shown(getattr(filled.result, name), row.unit))
        for name, row in asked.calculator.results.items()
        if row.single
    }


def _shown(value: Any, unit: str) -> str:
    if isinstance(value, Unknown):
        return "unknown"
    return value if isinstance(value, str) else display.quantity(value, unit)


def site() -> Path:
    """The whole site without calculators."""
    docs, folder = CACHE_FOLDER / "plain-docs", CACHE_FOLDER / "plain"
    for page in (ROOT / "docs").rglob("*"):
        if page.is_file():
            copy = docs / page.relative_to(ROOT / "docs")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(page.read_bytes())
            if page.suffix == ".md":
                copy.write_text(plain(page.read_text("utf-8")), "utf-8")
    command = [sys.executable, "-m", "tests.bench.plain", str(docs), str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


def _build(docs: Path, folder: Path) -> None:
    config = load_config("mkdocs.yml", docs_dir=str(docs), site_dir=str(folder), strict=False)
    config.extra_css = [sheet for sheet in config.extra_css if sheet != OF_CALCULATORS]
    build(config)
    for page in folder.rglob("*.html"):
        page.write_text(SCRIPTS.sub("", page.read_text("utf-8")), "utf-8")
        for copy in (".br", ".gz"):
            page.with_name(page.name + copy).unlink()  # `compressed` makes it of what is there now


if __name__ == "__main__":
    _build(Path(sys.argv[1]), Path(sys.argv[2]))
