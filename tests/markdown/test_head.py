"""The script and the style sheets in the head of a page."""

import pytest

from calc.markdown import head

PAGE = '<html><head><link rel="stylesheet" href="main.css"><title>A</title></head><body></body>'


def test_the_script_comes_last_and_the_sheets_after_the_themes():
    page = head.with_scripts(PAGE, "../", ["a.css", "b.css"])
    assert page.index("main.css") < page.index("../runtime/a.css") < page.index("runtime/b.css")
    assert '<script type="module" async src="../runtime/element.js"></script></head>' in page


@pytest.mark.parametrize(
    "address", ["runtime/element.js", "../runtime/0123456789ab/element.js", "/x/runtime/element.js"]
)
def test_what_is_there_is_not_added_again(address: str):
    there = PAGE.replace("</head>", f'<script type=module src="{address}"></script></head>')
    assert head.with_scripts(there, "") == there
    once = head.with_scripts(PAGE, "", ["a.css"])
    assert head.with_scripts(once, "", ["a.css"]) == once


def test_a_page_without_a_head_stays_as_it_is():
    assert head.with_scripts("<p>text", "", ["a.css"]) == "<p>text"


@pytest.mark.parametrize(
    ("url", "path", "base"),
    [
        ("", "index.html", ""),
        ("https://example.org/a/", "b/c/index.html", "../../"),
        ("https://example.org/a/", "404.html", "/a/"),
        ("", "404.html", "/"),
    ],
)
def test_pages_lead_to_the_folder_of_the_site(url: str, path: str, base: str):
    assert head.base(url, path) == base
