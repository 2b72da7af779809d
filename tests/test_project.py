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


def test_a_folder_without_mkdocs_yml_is_told(tmp_path: Path):
    with pytest.raises(SiteError, match=r"There is no mkdocs\.yml in this folder"):
        project.declared(tmp_path)


def test_what_is_no_site_is_told():
    with pytest.raises(SiteError, match="is a dict, not a Site"):
        project.named("calc.llm.units:STYLES")
