"""A slip in the name of a fence or of a word is told, and does not become plain code."""

from collections.abc import Callable
from textwrap import dedent, indent
from typing import Any

import pytest
from markdown import Markdown

from calc.markdown import near, parts
from calc.markdown.mistakes import PageError
from tests.site_markdown import Convert

type Write = Callable[..., str]

BODY = 'name = "experts"'


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("calculater", "calculator"),
        ("Calculator", "calculator"),
        ("calculators", "calculator"),
        ("calc", "calculator"),
        ("claculator", "calculator"),
        ("tabel", "table"),
        ("Figure", "figure"),
        ("figures", "figure"),
        ("maths", "math"),
    ],
)
@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_a_fence_that_is_nearly_ours_is_a_mistake(
    convert: Convert, docs: Write, name: str, meant: str, fence: str
):
    for header in (f"{fence} {name}", f"{fence}{name}", f"{fence} {{.{name}}}"):
        with pytest.raises(PageError) as raised:
            convert(docs(f"# Page\n\n{header}\n{BODY}\n{fence}\n"))
        assert str(raised.value) == (
            f"docs/page.md:3: There is no fence “{name}”; use ``` {meant}."
        )


@pytest.mark.parametrize(
    "around",
    ["- A\n\n{inside}", "!!! note\n\n{inside}", "> Said.\n>\n{quoted}", "1. A\n\n{inside}"],
)
@pytest.mark.parametrize("name", ["calculater", "tabel"])
def test_it_is_found_inside_other_blocks(convert: Convert, docs: Write, around: str, name: str):
    fence = f"``` {name}\n{BODY}\n```\n"
    text = around.format(inside=indent(fence, "    "), quoted=indent(fence, "> "))
    with pytest.raises(PageError, match=rf"^docs/page\.md:3: There is no fence “{name}”; "):
        convert(docs(text))


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ('calculator title="x"', "Only the name may follow the marks of a calculator fence; "),
        ('calculator linenums="1"', "Only the name may follow the marks of a calculator fence; "),
        ('table title="x"', "Only the name may follow the marks of a table fence; "),
        ("calculator linenums", "“linenums” after the name of a fence cannot be read; "),
        ("calculator: brew", "“: brew” after the name of a fence cannot be read; "),
        ("Calculator, please", "“, please” after the name of a fence cannot be read; "),
    ],
)
def test_what_else_is_in_the_first_line_of_a_fence_is_a_mistake(
    convert: Convert, docs: Write, header: str, sentence: str
):
    with pytest.raises(PageError) as raised:
        convert(docs(f"# Page\n\n``` {header}\n{BODY}\n```\n"))
    assert str(raised.value).startswith(f"docs/page.md:3: {sentence}use ``` ")


def test_a_fence_without_an_end_is_a_mistake(convert: Convert, docs: Write):
    for end in ("", "  ```\n"):
        with pytest.raises(PageError) as raised:
            convert(docs(f"# Page\n\n``` calculator\n{BODY}\n{end}"))
        assert str(raised.value).startswith("docs/page.md:3: The fence ``` calculator has no end; ")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("#!valeu experts.top_k", "There is no word `#!valeu`; use `#!value`."),
        ("#!Value experts.top_k", "There is no word `#!Value`; use `#!value`."),
        ("#!exakt experts.top_k", "There is no word `#!exakt`; use `#!exact`."),
        (":::valeu experts.top_k", "There is no word `#!valeu`; use `#!value`."),
        ("#!facts scout.total", "There is no word `#!facts`; use `#!fact`."),
        ("#! value experts.top_k", "`#! value` has a space after #!; use `#!value …`."),
        ("#! valeu experts.top_k", "`#! valeu` has a space after #!; use `#!value …`."),
    ],
)
def test_a_word_that_is_nearly_ours_is_a_mistake(
    convert: Convert, docs: Write, code: str, sentence: str
):
    """`fact` is a word that the site declares."""
    with pytest.raises(PageError) as raised:
        convert(docs(f"# Page\n\nIt is\n`{code}`, it seems.\n"))
    assert str(raised.value) == f"docs/page.md:4: {sentence}"


@pytest.mark.parametrize(
    "text",
    [
        "``` python\nx = 1\n```",
        "``` mermaid\ngraph LR\n```",
        "``` mathml\n<mi>x</mi>\n```",
        "``` path\n/tmp\n```",
        "```\nplain\n```",
        f"```` markdown\n``` calculater\n{BODY}\n```\n\n``` table\nprices\n```\n````",
        f"~~~ text\n``` calculater\n{BODY}\n```\n~~~",
        f"A\n\n    ``` calculater\n    {BODY}\n    ```\n",
        f"<!--\n``` calculater\n{BODY}\n```\n-->",
        "`#!python x = 1`, `#!node x`, `#!value`, `value x`, `#! /bin/sh`, `` `#! value x` ``",
    ],
)
def test_other_code_is_what_it_was(convert: Convert, text: str):
    plain = Markdown(extensions=["pymdownx.superfences", "pymdownx.inlinehilite"]).convert(text)
    expected = [part for part in ("highlight", "<code", "<pre", "<!--") if part in plain]
    found = repr(convert(text))
    assert expected
    assert not near.nearest("path", parts.NAMES)
    assert "mistake" not in found


def test_markdown_that_is_shown_keeps_its_fences(convert: Convert):
    shown = "``` table\nprices\n```"
    root = convert(f"```` text\n{shown}\n````\n")
    assert "prices" in root.one("pre").text
    assert not root.all("table")


def test_a_table_may_have_other_marks_and_be_quoted(convert: Convert):
    for text in (
        "~~~ table\nevents\n~~~",
        "> ``` table\n> events\n> ```",
        "- A\n\n    ```table\n    events\n    ```",
    ):
        assert convert(text).one("table")


def diagram(source: str, *_: Any, **__: Any) -> str:
    return f"<pre class='diagram'>{source}</pre>"


@pytest.mark.parametrize("name", ["calc", "Figure", "maths"])
def test_a_fence_that_the_author_declares_is_his(name: str):
    fences = {"custom_fences": [{"name": name, "class": name, "format": diagram}]}
    md = Markdown(
        extensions=["calc.markdown", "pymdownx.superfences"],
        extension_configs={
            "calc.markdown": {"site": "calc.analysis:SITE"},
            "pymdownx.superfences": fences,
        },
    )
    assert "class='diagram'" in md.convert(f"``` {name}\nx\n```")


def test_names_are_near_by_one_letter_or_as_an_abbreviation():
    known = ("calculator", "table", "figure", "math")
    for name in ("calculatr", "calculatorr", "clac", "tables", "mtah", "MATH"):
        assert near.nearest(name, known) or name == "clac"
    for name in ("", "path", "hash", "tab", "stable", "mathematica", "figlet", "python"):
        assert not near.nearest(name, known), name


def test_a_second_conversion_looks_at_names_too(convert: Convert, docs: Write, markdown: Markdown):
    markdown.convert("A")
    markdown.reset()
    text = docs(dedent("``` calculater\nx\n```\n"))
    with pytest.raises(PageError):
        markdown.convert(text)
