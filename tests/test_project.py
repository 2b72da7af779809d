"""The site that a folder's mkdocs.yml declares."""

from pathlib import Path

import pytest

from calc import project
from calc.analysis import SITE
from calc.site import SiteError

ROOT = Path(__file__).parents[1]


def test_the_site_of_this_checkout_is_declared_in_its_mkdocs_yml():
    assert project.declared(ROOT) is SITE


def test_tags_in_mkdocs_yml_are_passed_over(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: !ENV [SITE_URL, '']\n"
        "hook: !!python/object/apply:os.system ['exit 1']\n"
        "markdown_extensions:\n  - toc\n  - calc.markdown: {site: 'calc.analysis:SITE'}\n"
    )
    assert project.declared(tmp_path) is SITE


def test_the_option_of_the_plugin_will_do(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - calculators: {site: 'calc.analysis:SITE'}")
    assert project.declared(tmp_path) is SITE


@pytest.mark.parametrize("text", ["plugins: [calculators]", "markdown_extensions: [calc.markdown]"])
def test_a_site_that_is_not_named_is_told(tmp_path: Path, text: str):
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SiteError, match="declares no site"):
        project.declared(tmp_path)


@pytest.mark.parametrize("name", ["", "nowhere:SITE"])
def test_a_site_that_cannot_be_imported_is_told(name: str):
    with pytest.raises(SiteError, match="cannot be imported"):
        project.named(name)


def test_a_folder_without_mkdocs_yml_is_told(tmp_path: Path):
    with pytest.raises(SiteError, match=r"There is no mkdocs\.yml in this folder"):
        project.declared(tmp_path)


def test_what_is_no_site_is_told():
    with pytest.raises(SiteError, match="is a dict, not a Site"):
        project.named("calc.llm.units:STYLES")
