"""One extension brings what pages need, and leaves what an author has configured himself."""

from typing import Any

import pytest
from markdown import Markdown

from calc.markdown.mistakes import PageError
from tests.markup import Node, tree

OURS = {"site": "calc.analysis:SITE"}
FENCE = '``` calculator\nname = "experts"\n```\n'
MERMAID = "``` mermaid\ngraph LR\n```\n"
KEYS = "`#!keys ctrl`"


def diagram(source: str, *_: Any, **__: Any) -> str:
    return f"<pre class='diagram'>{source}</pre>"


def keys(src: str, *_: Any, **__: Any) -> str:
    return f"<kbd>{src}</kbd>"


AUTHORS: dict[str, dict[str, Any]] = {
    "pymdownx.superfences": {
        "custom_fences": [{"name": "mermaid", "class": "mermaid", "format": diagram}]
    },
    "pymdownx.inlinehilite": {"custom_inline": [{"name": "keys", "class": "keys", "format": keys}]},
}

LISTED = {
    "above": [*AUTHORS, "calc.markdown"],
    "below": ["calc.markdown", *AUTHORS],
    "around": ["pymdownx.superfences", "calc.markdown", "pymdownx.inlinehilite"],
}


def converter(*names: str, **options: dict[str, Any]) -> Markdown:
    return Markdown(
        extensions=list(names), extension_configs={"calc.markdown": OURS, **AUTHORS, **options}
    )


def converted(text: str, *names: str, **options: dict[str, Any]) -> Node:
    return tree(converter(*names, **options).convert(text))


def test_a_page_needs_no_other_extension():
    root = converted(
        f"# A\n\n{FENCE}\n!!! note\n\n    B `#!math N`.[^1]\n\n??? tip\n\n    C\n\n"
        "| Scout |\n|--:|\n| `#!fact scout.total` |\n\n[^1]: D\n",
        "calc.markdown",
    )
    assert root.one("live-calculator").one("form")
    assert root.one("h1").one("a", **{"class": "headerlink"})
    assert root.one("div", **{"class": "admonition note"}).one("math")
    assert root.one("details", **{"class": "tip"})
    assert root.one("th", data_role="scout")["align"] == "right"
    assert root.one("div", **{"class": "footnote"})
    assert root.one("section", data_notes="")


@pytest.mark.parametrize("order", LISTED)
def test_an_authors_own_fences_and_words_go_on_working(order: str):
    root = converted(f"{MERMAID}\n{FENCE}\nPress {KEYS}, `#!exact experts.top_k`.", *LISTED[order])
    assert root.one("pre", **{"class": "diagram"}).text == "graph LR"
    assert root.one("kbd").text == "ctrl"
    assert root.one("live-calculator").one("form")
    assert root.one("data", data_value="experts.top_k").text == "1"


@pytest.mark.parametrize("order", LISTED)
def test_an_authors_fence_of_one_of_our_names_is_his(order: str):
    math = {"custom_fences": [{"name": "math", "class": "math", "format": diagram}]}
    root = converted("``` math\nx\n```", *LISTED[order], **{"pymdownx.superfences": math})
    assert root.one("pre", **{"class": "diagram"}).text == "x"
    assert not root.all("math")


@pytest.mark.parametrize("order", [("fenced_code", "calc.markdown"), ("calc.markdown", "extra")])
def test_plain_fences_of_another_extension_do_not_take_ours_away(order: tuple[str, str]):
    root = converted(f"{FENCE}\n``` python\nx = 1\n```", *order)
    assert root.one("live-calculator").one("form")
    assert "x" in root.one("div", **{"class": "highlight"}).text


@pytest.mark.parametrize("order", [("toc", "calc.markdown"), ("calc.markdown", "toc")])
def test_what_an_author_configures_of_a_standard_extension_is_kept(order: tuple[str, str]):
    root = converted("# A", *order, toc={"anchorlink": True})
    assert root.one("h1").one("a", **{"class": "toclink"})
    assert not root.all("a", **{"class": "headerlink"})


def test_a_standard_extension_that_is_only_listed_gets_our_options():
    """MkDocs lists toc and tables in every site."""
    root = converted("# A\n\n| B |\n|--:|\n| 1 |", "toc", "tables", "fenced_code", "calc.markdown")
    assert root.one("h1").one("a", **{"class": "headerlink"})
    assert root.one("th")["align"] == "right"


def test_a_converter_may_be_used_for_page_after_page_without_a_reset():
    md = converter("calc.markdown")
    first, second = (tree(md.convert(FENCE)) for _ in range(2))
    assert first.one("live-calculator") == second.one("live-calculator")


def test_a_wrong_formula_ends_the_build_with_its_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("A\n`#!math a^b^c`\n")
    with pytest.raises(PageError, match=r"^docs/page\.md:2: "):
        converter("calc.markdown").convert("`#!math a^b^c`")
