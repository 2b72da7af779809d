"""ProperDocs and Zensical, which follow MkDocs, build the same calculators from the same tree."""

import os
import re
from pathlib import Path

import pytest

from calc.form import registry
from calc.publish import headers
from tests import clones
from tests.browser import built
from tests.browser.built import ROOT
from tests.verify import generators

pytestmark = pytest.mark.long

CALCULATOR = re.compile(r"<live-calculator .*?</live-calculator>", re.DOTALL)
COMMANDS = re.compile(r"^```\n(NAME=.*?)^```", re.DOTALL | re.MULTILINE)
ADDRESS = "https://example.org/llama/"
"""Of the commands on the page for authors."""


@pytest.fixture(scope="module")
def mkdocs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the site as MkDocs builds it for the same address."""
    folder: Path = tmp_path_factory.mktemp("mkdocs")
    built.build(folder, ADDRESS)
    return clones.files(folder)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory, mkdocs: dict[str, bytes]) -> Path:
    """The project in another folder."""
    return clones.clone(tmp_path_factory.mktemp("tree") / "clone")


@pytest.fixture(scope="module")
def properdocs(tree: Path) -> dict[str, bytes]:
    """Runs the plugin, as MkDocs does."""
    program = str(generators.environment() / "properdocs")
    command = [program, "build", "--strict", "--config-file", "mkdocs.yml"]
    generators.run([*command, "--site-dir", "properdocs"], tree, SITE_URL=ADDRESS)
    return clones.files(tree / "properdocs")


@pytest.fixture(scope="module")
def zensical(tree: Path) -> dict[str, bytes]:
    """Runs no plugin: the page for authors says which command does the same."""
    programs = generators.environment()
    generators.run([str(programs / "zensical"), "build", "--strict"], tree, SITE_URL=ADDRESS)
    (commands,) = COMMANDS.findall(
        (ROOT / "docs" / "authors" / "publish.md").read_text(encoding="utf-8")
    )
    assert commands.count("python -m calc.") == 1
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    generators.run(["sh", "-euc", commands], tree, SITE_URL=ADDRESS, PATH=path)
    return clones.files(tree / "site")


@pytest.fixture(params=["properdocs", "zensical"])
def other(request: pytest.FixtureRequest) -> dict[str, bytes]:
    """The files of a site by another generator."""
    files: dict[str, bytes] = request.getfixturevalue(request.param)
    return files


def placed(files: dict[str, bytes]) -> dict[str, list[str]]:
    """The markup of the calculators in each page."""
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    return {name: found for name, page in pages.items() if (found := CALCULATOR.findall(page))}


def test_every_calculator_is_the_same_to_the_byte(mkdocs, other):
    ours = placed(mkdocs)
    assert sum(map(len, ours.values())) >= len(registry.names())
    assert placed(other) == ours


def test_what_the_browser_runs_is_the_same_to_the_byte(mkdocs, other):
    ours, theirs = (
        {name: content for name, content in files.items() if name.startswith("runtime/")}
        for files in (mkdocs, other)
    )
    assert len(ours) > 35
    assert theirs == ours


def test_every_page_is_there_with_its_policy(mkdocs, other):
    ours, theirs = ({name for name in files if name.endswith(".html")} for files in (mkdocs, other))
    assert theirs == ours
    for name in theirs:
        assert b'<meta http-equiv="Content-Security-Policy"' in other[name], name
        assert b"element.js" in other[name], name
        for sheet in (b"calculator.css", b"chart.css", b"site.css"):
            assert b"runtime/" + sheet in other[name], name
    assert {headers.FILE, "robots.txt", "bom.json", "sitemap.xml"} <= other.keys()


def test_the_same_pages_are_in_the_sitemap(mkdocs, other):
    ours, theirs = (
        re.findall("<loc>(.*?)</loc>", files["sitemap.xml"].decode().replace("&#x2f;", "/"))
        for files in (mkdocs, other)
    )
    assert sorted(theirs) == sorted(ours)
    assert len(ours) > 10
