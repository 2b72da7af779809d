"""Markdown in, HTML out: real Python-Markdown with the site's own extensions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from tests.markup import Node, tree

ROOT = Path(__file__).parents[1]

ALSO = ["pymdownx.tabbed", "pymdownx.blocks.tab", "def_list", "md_in_html"]
"""Extensions that the pages do not use; an author may add them."""


def pages_only() -> list[Any]:
    """The plugins of mkdocs.yml for a build that writes nothing but pages."""
    return ["search", {"calculators": {"publish": False}}]


type Convert = Callable[[str], Node]


@pytest.fixture(scope="session")
def site() -> dict[str, Any]:
    """The Markdown extensions of mkdocs.yml, with their options."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}


@pytest.fixture
def markdown(site: dict[str, Any]) -> Markdown:
    """A converter as MkDocs makes one for each page."""
    return Markdown(**site | {"extensions": [*site["extensions"], *ALSO]})


@pytest.fixture
def convert(markdown: Markdown) -> Convert:
    """A page's Markdown as a tree of HTML."""
    return lambda text: tree(markdown.convert(text))


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Writes a page where an author would; gives its text."""
    folder = tmp_path / "docs"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)

    def write(text: str, name: str = "page.md") -> str:
        (folder / name).write_text(text, encoding="utf-8")
        return text

    return write
