"""The site that a folder's mkdocs.yml declares."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from calc import project, site
from calc.analysis import SITE
from calc.site import Site, SiteError

ROOT = Path(__file__).parents[1]


def test_the_site_of_this_checkout_is_declared_in_its_mkdocs_yml():
    assert project.declared(ROOT) == SITE


def test_tags_in_mkdocs_yml_are_ignored(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: !ENV [SITE_URL, '']\n"
        "hook: !!python/object/apply:os.system ['exit 1']\n"
        "markdown_extensions:\n  - toc\n  - calc.markdown: {site: 'calc.analysis:SITE'}\n"
    )
    assert project.declared(tmp_path) == SITE


def test_the_plugin_may_have_the_option_instead(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - calculators: {site: 'calc.analysis:SITE'}")
    assert project.declared(tmp_path) == SITE


@pytest.mark.parametrize("text", ["", "plugins:", "[1]", "plugins: [search]"])
def test_a_project_without_the_plugin_gets_a_sentence(tmp_path: Path, text: str):
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SiteError, match=r"does not list calculators; add `plugins: \[search, calc"):
        project.declared(tmp_path)


@pytest.mark.parametrize("text", ["plugins: [calculators]", "markdown_extensions: [calc.markdown]"])
def test_a_project_without_calculators_gets_a_sentence(tmp_path: Path, text: str):
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SiteError, match=r"There is no folder calculators beside mkdocs\.yml"):
        project.declared(tmp_path)


def calculators(folder: Path, name: str, first: str = "") -> Path:
    """A folder of calculators with one file, which is not imported, and its `__init__`."""
    (folder / name).mkdir(parents=True)
    (folder / name / "brew.py").write_text("WATER = 500\n")
    if first:
        (folder / name / "__init__.py").write_text(first)
    return folder / name


def test_calculators_are_found_in_a_folder_beside_mkdocs_yml(tmp_path: Path):
    for folder in ("one", "two"):  # one process, two projects with a folder of that name
        made = calculators(tmp_path / folder, "calculators")
        found = project.of({}, tmp_path / folder)
        assert found == Site(calculators=("calculators",))
        module = importlib.import_module("calculators.brew")
        assert module.__file__ == str(made / "brew.py")


def test_several_folders_and_packages_may_be_named(tmp_path: Path):
    calculators(tmp_path, "tools/coffee")
    names = ["tools/coffee", "calc.calculators"]
    found = project.of({"calculators": names, "units": "coffee.brew:WATER"}, tmp_path)
    assert found.calculators == ("coffee", "calc.calculators")
    # What a package of calculators says that it needs comes with it.
    assert found.ships == ("calc.llm.families",)
    assert found.units == ("calc.llm.units:STYLES", "coffee.brew:WATER")


def test_a_folder_may_declare_what_it_needs(tmp_path: Path):
    calculators(
        tmp_path, "calculators", "from calc.site import Site\nSITE = Site(units=('a:B',))\n"
    )
    assert project.of({}, tmp_path).units == ("a:B",)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"calculator": "x"}, "calculators has no option calculator; use calculators."),
        ({"calculators": 3}, "calculators is 3; it must be a list of texts."),
        ({"calculators": "nowhere"}, "There is no folder nowhere beside mkdocs.yml"),
        ({"calculators": "json"}, "The folder json has the name of another Python module"),
        ({"calculators": "my-tools"}, "The folder my-tools cannot be imported under its name"),
        ({"units": {"g": 1}}, "units is {'g': 1}; it must be a list of texts."),
        ({"picture": 1.5}, "picture is 1.5; it must be a text, true or false."),
        (
            {"policy": "strict"},
            "policy is 'strict'; it must be true, false or sources by directive",
        ),
        ({"roles": ["a"]}, "roles is ['a']; it must be texts by name."),
        ({"example": 3}, "example is 3; it must be a text."),
        ({"site": "calc.site:Site"}, "calc.site:Site is a type, not a Site."),
        ({"packages": ["a b"]}, "mkdocs.yml: packages: “a b” is not the name of a package"),
        ({"packages": ["a @ https://x.org/a.whl"]}, "has an address; use the name of a package"),
    ],
)
def test_a_wrong_option_gets_a_sentence(tmp_path: Path, options: dict[str, Any], sentence: str):
    for name in ("json", "my-tools", "calculators"):
        calculators(tmp_path, name)
    with pytest.raises(SiteError, match=re.escape(sentence)):
        project.of(options, tmp_path)


@pytest.mark.parametrize("name", ["", "nowhere:SITE"])
def test_a_site_that_cannot_be_imported_gets_a_sentence(name: str):
    with pytest.raises(SiteError, match="cannot be imported"):
        project.named(name)


def test_plugins_may_be_a_mapping(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("plugins: {calculators: {site: 'calc.analysis:SITE'}}")
    assert project.declared(tmp_path) == SITE


def test_invalid_yaml_gets_a_sentence_with_its_line(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [calculators\n")
    with pytest.raises(SiteError, match=r"mkdocs\.yml is not valid YAML: .*line 3.*\.$"):
        project.declared(tmp_path)


def test_use_works_for_the_site_of_the_current_folder(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    before = site.current()
    site.use(Site())
    assert project.use() is site.current() == SITE
    site.use(before)


def test_a_folder_without_mkdocs_yml_gets_a_sentence(tmp_path: Path):
    with pytest.raises(SiteError, match=r"There is no mkdocs\.yml in this folder"):
        project.declared(tmp_path)


def test_an_object_that_is_not_a_site_gets_a_sentence():
    with pytest.raises(SiteError, match="is a dict, not a Site"):
        project.named("calc.llm.units:STYLES")
