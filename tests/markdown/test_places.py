"""A mistake is found where it is, in whatever file and folder."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from markdown import Markdown

from calc.markdown import mistakes
from calc.markdown.mistakes import Mistakes, PageError
from calc.markdown.placeholders import Placeholders
from tests.site_markdown import Convert

type Write = Callable[..., str]

GOOD = '``` calculator\nname = "experts"\nid = "mine"\n```\n'
BAD = '``` calculator\nname = "expert"\n```\n'


def told(convert: Callable[[str], object], text: str) -> list[str]:
    """The places of a page's mistakes."""
    with pytest.raises(PageError) as raised:
        convert(text)
    return [sentence.partition(": ")[0] for sentence in str(raised.value).split("\n")]


def test_of_equal_pieces_the_one_with_the_mistake_is_named(convert: Convert, docs: Write):
    assert told(convert, docs(f"A\n\n{GOOD}\n{GOOD}")) == ["docs/page.md:8"]


def test_equal_mistakes_are_told_each_with_its_line(convert: Convert, docs: Write):
    assert told(
        convert, docs(f"{BAD}\n{BAD}\nA `#!value a.b` `#!value a.b`\n\n`#!value a.b`\n")
    ) == [*("docs/page.md:1", "docs/page.md:5", "docs/page.md:9", "docs/page.md:11")]


def test_a_longer_piece_that_begins_alike_is_another(convert: Convert, docs: Write):
    short = '``` calculator\nname = "experts"\n'
    text = docs(f"{short}x = 1\n```\n\n{short}```\n\n{short}y = 1\n```\n")
    assert told(convert, text) == ["docs/page.md:1", "docs/page.md:10"]


def test_a_fence_that_is_shown_as_code_is_not_taken_for_it(convert: Convert, docs: Write):
    text = docs(
        f"```` markdown\n{BAD}````\n\n``` text\n`#!value a.b`\n```\n\n{BAD}\n`#!value a.b`\n"
    )
    assert told(convert, text) == ["docs/page.md:11", "docs/page.md:15"]


@pytest.mark.parametrize(
    "write",
    [
        lambda path, text: path.write_bytes(text.replace("\n", "\r\n").encode()),
        lambda path, text: path.write_bytes(b"\xef\xbb\xbf" + text.encode()),
        lambda path, text: path.write_text(text + "\n\n\n"),
    ],
)
def test_ends_of_lines_and_marks_of_encoding_move_nothing(convert: Convert, docs, write):
    text = docs('# Page\n\n- A\n\n\t``` calculator\n\tname = "expert"\n\t```\n')
    write(Path("docs/page.md"), text)
    assert told(convert, text) == ["docs/page.md:5"]


def test_front_matter_counts(convert: Convert, docs: Write):
    docs(f"---\ntitle: A\n---\n\n# Page\n\n{BAD}")
    assert told(convert, f"# Page\n\n{BAD}") == ["docs/page.md:7"]


def test_the_page_is_the_one_with_the_text_that_is_converted(convert: Convert, docs: Write):
    Path("docs/deep/er").mkdir(parents=True)
    docs(f"# One\n\n{BAD}", "a.md")
    assert told(convert, docs(f"# Two\n\nMore.\n\n{BAD}", "deep/er/b.md")) == [
        "docs/deep/er/b.md:5"
    ]


def test_another_page_that_is_not_utf_8_does_no_harm(convert: Convert, docs: Write):
    Path("docs/a.md").write_bytes("é".encode("latin-1"))
    assert told(convert, docs(BAD)) == ["docs/page.md:1"]


def test_a_page_that_is_not_utf_8_is_named_with_its_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_bytes(b"# A\n\n" + "é".encode("latin-1"))
    with pytest.raises(PageError) as raised:
        mistakes.check_encoding("page.md")
    assert str(raised.value) == ("page.md:3: The page is not encoded in UTF-8; save it as UTF-8.")
    Path("page.md").write_text("é", encoding="utf-8")
    mistakes.check_encoding("page.md")
    mistakes.check_encoding(None)


def given(found: Mistakes, *others: str, **options: Mapping[str, object]) -> Markdown:
    ours = {"placeholders": Placeholders(), "mistakes": found}
    return Markdown(
        extensions=[*others, "calc.markdown"], extension_configs={"calc.markdown": ours, **options}
    )


def test_the_folder_of_pages_may_have_another_name(site, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    Path("pages/a.md").write_text(BAD)
    found = Mistakes(tmp_path / "pages")
    given(found).convert(BAD)
    assert str(found).startswith("pages/a.md:1: There is no calculator")


def test_mkdocs_yml_says_where_pages_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("pages").mkdir()
    Path("mkdocs.yml").write_text("site_name: A\ndocs_dir: pages\n")
    Path("pages/a.md").write_text(BAD)
    md = Markdown(
        extensions=["calc.markdown"],
        extension_configs={"calc.markdown": {"site": "calc.analysis:SITE"}},
    )
    assert told(md.convert, BAD) == ["pages/a.md:1"]


@pytest.mark.parametrize("line", ['--8<-- "part.md"', "--8<--\npart.md\n--8<--"])
def test_a_mistake_in_a_snippet_names_the_file_that_holds_it(site, docs: Write, line: str):
    Path("parts").mkdir()
    Path("parts/part.md").write_text(f"Text.\n\n{BAD}")
    found = Mistakes()
    md = given(found, "pymdownx.snippets", **{"pymdownx.snippets": {"base_path": ["parts"]}})
    md.convert(docs(f"# Page\n\n{line}\n"))
    assert str(found).startswith("parts/part.md:3: There is no calculator")
