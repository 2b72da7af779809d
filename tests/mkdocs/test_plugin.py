"""The plugin in a site of its own: it brings the extension and the style sheets."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from calc.mkdocs.code_watch import CodeWatch

SITE = "calc.analysis:SITE"
FENCE = '``` calculator\nname = "experts"\n```\n'

type Build = Callable[..., str]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds a page with a configuration that has little else, and gives its HTML."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()

    def make(text: str, **config: Any) -> str:
        (tmp_path / "docs" / "index.md").write_text(text, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text("site_name: Coffee\n", encoding="utf-8")
        build(load_config("mkdocs.yml", **config))
        return (tmp_path / "site" / "index.html").read_text(encoding="utf-8")

    return make


def calculators(**options: Any) -> list[Any]:
    return [{"calculators": {"publish": False} | options}]


def test_the_plugin_brings_the_extension_that_is_not_listed(built: Build):
    page = built(FENCE, plugins=calculators(site=SITE))
    assert page.count("</live-calculator>") == page.count("<form") == 1
    assert "data-placeholder" not in page


def test_the_extensions_own_site_is_taken_where_it_is_listed(built: Build):
    extensions = [{"calc.markdown": {"site": SITE}}]
    page = built(FENCE, plugins=calculators(), markdown_extensions=extensions)
    assert page.count("</live-calculator>") == 1


def test_our_style_sheets_come_before_the_authors(built: Build):
    page = built("# A", plugins=calculators(site=SITE), extra_css=["own.css"])
    assert 0 < page.index("runtime/calculator.css") < page.index("runtime/chart.css")
    assert page.index("runtime/chart.css") < page.index("own.css")


def test_a_mistake_ends_the_build_with_its_sentence_and_no_traceback(
    built: Build, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        built('\n``` calculator\nname = "expert"\n```\n', plugins=calculators(site=SITE))
    assert "docs/index.md:2: There is no calculator “expert”; " in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("site", ["calc.analysis:NOTHING", "calc.units:Tokens", "nowhere:SITE", ""])
def test_a_site_that_is_not_there_ends_the_build_with_a_sentence(built: Build, site: str):
    with pytest.raises(Abort):
        built("# A", plugins=calculators(site=site))


def test_changed_code_is_forgotten_and_unchanged_code_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("calc.mkdocs.code_watch.ALWAYS", ())
    package = tmp_path / "coffee_site"
    package.mkdir()
    (package / "__init__.py").write_text("CUPS = 1\n")
    import coffee_site  # type: ignore[import-not-found]

    watch = CodeWatch(["coffee_site.calculators"])
    watch.forget_changed_code()
    assert sys.modules["coffee_site"] is coffee_site
    (package / "__init__.py").write_text("CUPS = 22\n")
    watch.forget_changed_code()
    assert "coffee_site" not in sys.modules
    watch.forget_changed_code()
