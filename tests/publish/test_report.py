"""How a reader reports a mistake in a published copy: the real template, with real settings."""

import pytest
from mkdocs.config import load_config

from tests.markup import Node, tree
from tests.site_markdown import ROOT

ISSUES = "https://example.org/us/site/issues"


def report(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Node:
    """The paragraph at the end of the page of corrections."""
    for name in ("CONTACT", "REPO_URL"):
        monkeypatch.setenv(name, settings.get(name, ""))
    config = load_config(str(ROOT / "mkdocs.yml"))
    template = config.theme.get_env().get_template("partials/report.html")
    return tree(template.render(config=config)).one("p")


def test_a_publishers_address_is_a_link_to_write_to(monkeypatch):
    paragraph = report(monkeypatch, CONTACT="facts@example.org")
    assert paragraph.one("a")["href"] == "mailto:facts@example.org"
    assert paragraph.text == "Write to facts@example.org."


def test_a_publishers_page_is_linked_as_it_is(monkeypatch):
    paragraph = report(monkeypatch, CONTACT="https://example.org/contact")
    assert paragraph.one("a")["href"] == "https://example.org/contact"


@pytest.mark.parametrize("end", ["", "/"])
def test_a_repository_is_linked_to_its_issues(monkeypatch, end):
    paragraph = report(monkeypatch, REPO_URL=f"https://example.org/us/site{end}")
    assert paragraph.one("a")["href"] == ISSUES


def test_both_are_offered_if_both_are_set(monkeypatch):
    links = report(
        monkeypatch, CONTACT="facts@example.org", REPO_URL="https://example.org/us/site"
    ).all("a")
    assert [link["href"] for link in links] == ["mailto:facts@example.org", ISSUES]


def test_a_copy_without_an_address_says_what_to_do(monkeypatch):
    paragraph = report(monkeypatch)
    assert not paragraph.all("a")
    assert "Send your correction to whoever gave you its link" in " ".join(paragraph.text.split())
    assert [code.text for code in paragraph.all("code")] == ["CONTACT", "REPO_URL"]
