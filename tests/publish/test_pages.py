"""Pages are parsed as a browser parses them, in any valid spelling, and else stay as they are."""

import base64
import hashlib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.markdown.mistakes import PageError
from calc.publish import pages, policy, scripts, theme

META = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
POLICY = META + policy.REFERRER
NAME = "0123456789ab/element.js"

type Read = Callable[[str], pages.Page]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads a page of that text."""
    path = tmp_path_factory.mktemp("pages") / "index.html"

    def parse(text: str) -> pages.Page:
        path.write_bytes(text.encode())
        return pages.read(path)

    return parse


def with_policy(page: pages.Page) -> str:
    return pages.edited(page.text, policy.edits(page, "default-src 'none'"))


def with_script(page: pages.Page) -> str:
    return pages.edited(page.text, scripts.edits(page, NAME))


def hashed(*texts: str) -> list[str]:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def cased(word: str) -> st.SearchStrategy[str]:
    """A word in some mixture of capitals and small letters."""
    letters = [st.sampled_from([letter.lower(), letter.upper()]) for letter in word]
    return st.tuples(*letters).map("".join)


SPACE = st.text(" \t\n", min_size=1, max_size=3)
MAYBE_SPACE = st.text(" \n", max_size=2)


@st.composite
def tags(draw: st.DrawFn, name: str, attributes: dict[str, str]) -> str:
    """A start tag in some valid spelling; values are written in the case that is given."""
    written = "<" + draw(cased(name))
    order = draw(st.permutations(list(attributes.items())))
    for key, value in order:
        quotes = ['"', "'"] + ([""] if value and not set(value) & set(" \t\n\"'=<>`") else [])
        quote = draw(st.sampled_from(quotes))
        equals = draw(MAYBE_SPACE) + "=" + draw(MAYBE_SPACE)
        written += draw(SPACE) + draw(cased(key)) + equals + quote + value + quote
    return written + draw(SPACE) + draw(st.sampled_from([">", "/>"]))


CHARSETS = st.one_of(
    tags("meta", {"charset": "utf-8"}),
    cased("utf-8").flatmap(lambda name: tags("meta", {"charset": name})),
    tags("meta", {"http-equiv": "Content-Type", "content": "text/html; charset=utf-8"}),
    tags("meta", {"http-equiv": "content-type", "content": "text/html;charset=UTF-8"}),
)


@given(charset=CHARSETS, before=SPACE, after=SPACE)
def test_the_policy_follows_the_charset_in_any_spelling(read, charset, before, after):
    start, rest = f"<!DOCTYPE html><HEAD>{before}{charset}", f"{after}<title>x</title></HEAD>"
    assert with_policy(read(start + rest)) == start + POLICY + rest


@pytest.mark.parametrize("charset", ["<meta charset=utf-8>", "<META CHARSET='UTF-8'/>"])
def test_a_head_that_was_left_out_needs_a_charset_only(read: Read, charset: str):
    assert with_policy(read(f"<!doctype html>{charset}<p>x")) == (
        f"<!doctype html>{charset}{POLICY}<p>x"
    )


def test_a_page_without_a_charset_gets_one_with_the_policy(read: Read):
    text = "<!doctype html><head lang=en><title>x</title></head>"
    assert with_policy(read(text)) == text.replace("=en>", f"=en>{policy.CHARSET}{POLICY}")


def test_the_policy_comes_before_a_script_that_comes_before_the_charset(read: Read):
    text = "<head><script>x()</script><meta charset=utf8></head>"
    assert with_policy(read(text)) == (f"<head>{policy.CHARSET}{POLICY}<script>x()</script></head>")


def test_a_charset_in_a_comment_or_a_template_is_none(read: Read):
    text = "<head><!-- <meta charset=utf-8> --><template><meta charset=utf-8></template></head>"
    assert with_policy(read(text)) == text.replace("<head>", f"<head>{policy.CHARSET}{POLICY}")


def test_a_policy_of_an_earlier_run_is_replaced_and_an_authors_stays(read: Read):
    earlier, now = policy.text({"script-src": ["'sha256-x'"]}), policy.text({})
    own = '<meta http-equiv=Content-Security-Policy content="img-src *">'
    page = read(f"<head><meta charset=utf-8>{own}</head>")
    once = read(pages.edited(page.text, policy.edits(page, earlier)))
    twice = pages.edited(once.text, policy.edits(once, now))
    assert twice.count("Content-Security-Policy") == 2
    assert own in twice
    assert "sha256" not in twice


@pytest.mark.parametrize("content", [b"<head><meta charset=latin1></head>", b"<head>\xff</head>"])
def test_a_page_that_is_not_utf_8_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "index.html").write_bytes(content)
    with pytest.raises(PageError, match="UTF-8"):
        with_policy(pages.read(tmp_path / "index.html"))


RUNS = ["", "module", "text/javascript", "Application/JavaScript", " text/ecmascript ", "importmap"]
DATA = ["application/json", "application/ld+json", "text/plain", "text/javascript; charset=utf-8"]


@given(st.data())
def test_inline_scripts_that_run_are_hashed_in_any_spelling(read, data):
    types = data.draw(st.lists(st.sampled_from([*RUNS, *DATA]), max_size=4))
    text, running = "<head></head>", set()
    for number, kind in enumerate(types):
        content = f"x({number}, '<b>', \"</scrip\")\r\n"
        tag = data.draw(tags("script", {"type": kind})).replace("/>", ">")
        text += f"{tag}{content}</{data.draw(cased('script'))}>"
        if kind in RUNS:
            running.add(content.replace("\r\n", "\n"))
    assert policy.sources([read(text)]).get("script-src", []) == hashed(*running)


def test_only_what_may_run_is_hashed(read: Read):
    page = read(
        "<head><title><script>a()</script></title></head><!-- <script>b()</script> -->"
        "<textarea><script>c()</script></textarea><template><script>d()</script></template>"
        "<script src=e.js></script><SCRIPT SRC>f()</SCRIPT><svg><title/></svg>"
        "<script async>g()</script\n>"
    )
    assert policy.sources([page])["script-src"] == hashed("d()", "g()")


@pytest.mark.parametrize(
    "text",
    [
        "<script>x('</script y=\"1\">')</script>",
        "<script>x('</ script>')</script>",
        "<script><!-- <script> </script> --></script>",
        "<script>x()",
        "<title>x",
        "<!-- x --!> <script>x()</script> -->",
        "<!--> <script>x()</script> -->",
        "<!-- x -- > <script>x()</script> -->",
    ],
)
def test_a_page_that_a_browser_reads_otherwise_is_refused(read: Read, text: str):
    with pytest.raises(PageError, match=r"index\.html:2: "):
        read("<head></head>\n" + text)


@given(prefix=st.sampled_from(["", "../", "/llama/4/"]), data=st.data())
def test_the_script_is_named_by_its_content_in_any_spelling(read, prefix, data):
    def tag(address: str) -> dict[str, str]:
        return {"type": "module", "async": "", "src": address}

    old, new = f"{prefix}runtime/element.js", f"{prefix}runtime/{NAME}"
    script = data.draw(tags("script", tag(old))).replace("/>", ">")
    sheet = data.draw(tags("link", {"rel": "stylesheet", "href": "x.css"}))
    page = read(f"<head>{sheet}{script}</script></head>")
    once = with_script(page)
    attributes = _attributes(once)
    assert attributes["script"] == tag(new)
    assert once.startswith(f'<head><link rel="modulepreload" href="{new}">{sheet}<')
    assert with_script(read(once)) == once
    older = once.replace("0123456789ab", "ba9876543210")
    assert with_script(read(older)) == once


def _attributes(text: str) -> dict[str, dict[str, str]]:
    """The attributes of the last element of each name."""
    found: dict[str, dict[str, str]] = {}
    parser = HTMLParser()
    keep: Callable[..., None] = lambda tag, attrs: found.update({tag: dict(attrs)})  # noqa: E731
    parser.handle_starttag = keep  # type: ignore[method-assign]
    parser.feed(text)
    return found


def test_other_scripts_and_those_in_comments_keep_their_names(read: Read):
    text = (
        "<head><!-- <script src=runtime/element.js></script> -->"
        "<script src=myruntime/element.js></script><script src=runtime/other.js></script></head>"
    )
    assert with_script(read(text)) == text


@given(relation=st.sampled_from(["prev", "next", "Next nofollow"]), data=st.data())
def test_links_to_neighbours_go_and_nothing_else_changes(read, relation, data):
    link = data.draw(tags("link", {"rel": relation, "href": "on/"}))
    rest = '<link rel="icon" href="x"></head>\r\n<a rel="next" href="on/">On</a>&amp;é'
    page = read(f"<head> \n {link}{rest}")
    assert pages.edited(page.text, theme.edits(page)) == f"<head>{rest}"


@given(st.text(alphabet="<>/!-ab \"'=&\r\n", max_size=60))
def test_a_page_without_edits_stays_as_it_is_and_elements_are_in_it(read, text):
    try:
        page = read(text + "<meta charset=utf-8><link rel=icon>")
    except (PageError, AssertionError):
        return
    assert pages.edited(page.text, []) == page.text
    for element in page.elements:
        assert element.start < element.opened <= element.closed <= element.end
        assert page.text[element.start] == "<"
