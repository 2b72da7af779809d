"""The site that a folder's mkdocs.yml declares."""

from pathlib import Path

import pytest

from calc import project, site
from calc.analysis import SITE
from calc.site import Site, SiteError

ROOT = Path(__file__).parents[1]


def test_the_site_of_this_checkout_is_declared_in_its_mkdocs_yml():
    assert project.declared(ROOT) is SITE


def test_tags_in_mkdocs_yml_are_ignored(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: !ENV [SITE_URL, '']\n"
        "hook: !!python/object/apply:os.system ['exit 1']\n"
        "markdown_extensions:\n  - toc\n  - calc.markdown: {site: 'calc.analysis:SITE'}\n"
    )
    assert project.declared(tmp_path) is SITE


def test_the_plugin_may_have_the_option_instead(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - calculators: {site: 'calc.analysis:SITE'}")
    assert project.declared(tmp_path) is SITE


@pytest.mark.parametrize(
    "text",
    ["plugins: [calculators]", "markdown_extensions: [calc.markdown]", "", "plugins:", "[1]"],
)
def test_a_project_that_names_no_site_gets_a_sentence(tmp_path: Path, text: str):
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SiteError, match="declares no site"):
        project.declared(tmp_path)


@pytest.mark.parametrize("name", ["", "nowhere:SITE"])
def test_a_site_that_cannot_be_imported_gets_a_sentence(name: str):
    with pytest.raises(SiteError, match="cannot be imported"):
        project.named(name)


def test_plugins_may_be_a_mapping(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("plugins: {calculators: {site: 'calc.analysis:SITE'}}")
    assert project.declared(tmp_path) is SITE


def test_invalid_yaml_gets_a_sentence_with_its_line(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [calculators\n")
    with pytest.raises(SiteError, match=r"mkdocs\.yml is not valid YAML: .*line 3.*\.$"):
        project.declared(tmp_path)


def test_use_works_for_the_site_of_the_current_folder(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    before = site.current()
    site.use(Site())
    assert project.use() is site.current() is SITE
    site.use(before)


def test_a_folder_without_mkdocs_yml_gets_a_sentence(tmp_path: Path):
    with pytest.raises(SiteError, match=r"There is no mkdocs\.yml in this folder"):
        project.declared(tmp_path)


def test_an_object_that_is_not_a_site_gets_a_sentence():
    with pytest.raises(SiteError, match="is a dict, not a Site"):
        project.named("calc.llm.units:STYLES")
