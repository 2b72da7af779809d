"""Authors' mistakes in a real build: all at once, and while serving in the pages."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from calc import site

ROOT = Path(__file__).parents[2]

BREW = """
    from dataclasses import dataclass
    from typing import Annotated
    from annotated_types import Interval, doc
    from calc.form.declare import calculator

    @dataclass(frozen=True)
    class Coffee:
        strength: Annotated[float, "Strength"]

    @calculator
    def brew(cups: Annotated[int, doc("Cups"), Interval(ge=0, le=9)] = 2) -> Coffee:
        \"\"\"Coffee for some cups.\"\"\"
        return Coffee(strength=6 / cups)
"""
FENCE = '``` calculator\nname = "brew"\n```\n'

type Project = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Builds a new project with these pages."""

    def built(pages: dict[str, str | bytes], code: str = BREW, config: str = "") -> object:
        (tmp_path / "calculators").mkdir(exist_ok=True)
        (tmp_path / "calculators" / "brew.py").write_text(dedent(code), encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(
            f"site_name: Coffee\nplugins: [{{calculators: {{publish: false}}}}]\n{config}"
        )
        for name, text in pages.items():
            path = tmp_path / "docs" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    return built  # type: ignore[return-value]  # a CompletedProcess


def test_a_build_tells_the_mistakes_of_all_pages_and_fails(project: Project, tmp_path: Path):
    done = project(
        {
            "index.md": f"---\ntitle: A\n---\n# A\n\n``` calculater\nx\n```\n\n## Brew\n\n{FENCE}",
            "deep/b.md": "~~~ Calculator\nx\n~~~\n\n`#!valeu brew.strength`, `#!math a}`.\n",
            "c.md": '# C\r\n\r\n``` calculator\r\nname = "brew"\r\ncups = 0\r\n```\r\n',
        }
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for sentence in (
        "docs/index.md:6: There is no fence “calculater”; use ``` calculator.",
        "docs/index.md:12: Calculator “brew” has the id brew, as heading “Brew” (docs/index.md:10)",
        "docs/deep/b.md:1: There is no fence “Calculator”; use ``` calculator.",
        "docs/deep/b.md:5: There is no word `#!valeu`; use `#!value`.",
        "docs/deep/b.md:5: In the formula “a}” } closes nothing; add { before it, or remove it.",
        "docs/c.md:3: calculators/brew.py:14: brew(cups=0) fails: ZeroDivisionError: ",
    ):
        assert sentence in done.stderr
    assert not list((tmp_path / "site").rglob("*.html"))


@pytest.mark.parametrize(("strict", "level"), [(False, "ERROR"), (True, "INFO")])
def test_while_serving_the_page_shows_its_mistakes_until_they_are_mended(
    project: Project, tmp_path: Path, monkeypatch, caplog, strict: bool, level: str
):
    """A strict build counts errors and stops, so there it is said as information."""
    page = f"# A\n\n``` calculater\nx\n```\n\n{FENCE}\nIt is `#!valeu brew.strength`.\n"
    project({"index.md": page})
    monkeypatch.chdir(tmp_path)
    before, config = site.current(), load_config("mkdocs.yml", strict=strict)
    try:
        with caplog.at_level("INFO", logger="mkdocs"):
            config.plugins.on_startup(command="serve", dirty=False)
            build(config)
            html = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
            [said] = [each for each in caplog.records if "There is no fence" in each.getMessage()]
            Path("docs/index.md").write_text(f"# A\n\n{FENCE}", encoding="utf-8")
            build(config)
    finally:
        config.plugins.on_startup(command="build", dirty=False)  # MkDocs keeps the plugin
        site.use(before)
    assert html.count("data-mistake=") == 2
    assert '<div class="admonition failure" data-mistake="0">' in html
    assert "docs/index.md:3: There is no fence “calculater”; use ``` calculator." in html
    assert '<live-calculator name="brew"' in html
    assert (said.levelname, said.getMessage().count("\n")) == (level, 1)
    assert "data-mistake" not in Path("site/index.html").read_text(encoding="utf-8")


def test_the_folder_of_pages_may_have_another_name(project: Project, tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "pages").symlink_to("docs")
    done = project({"index.md": "# A\n\n``` calculater\n```\n"}, config="docs_dir: pages\n")
    assert "pages/index.md:3: There is no fence" in done.stderr.replace("docs/", "pages/")


def test_a_page_that_is_not_utf_8_is_a_sentence(project: Project):
    done = project({"index.md": "# A\n", "b.md": "# B\n\né\n".encode("latin-1")})
    assert done.returncode == 1
    assert "docs/b.md:3: The page is not encoded in UTF-8; " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "@calculator",
            "@calculator(",
            "brew.py:11: SyntaxError: '(' was never closed.",
        ),
        (
            "import dataclass",
            "import dataklass",
            "brew.py:2: ImportError: cannot import",
        ),
        ("ge=0, ", "", "brew.py:12: brew(cups) needs both bounds"),
    ],
)
def test_a_broken_file_is_named(project: Project, old: str, new: str, sentence: str):
    done = project({"index.md": f"# A\n\n{FENCE}"}, BREW.replace(old, new))
    assert done.returncode == 1
    assert f" calculators/{sentence}" in done.stderr
    assert "index.md" not in done.stderr
    assert "Traceback" not in done.stderr
