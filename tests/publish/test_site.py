"""What a site has beside its pages, in a small site built with the real theme and overrides."""

import json
import re
import struct
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from calc import publish
from calc.analysis import picture as analysis_picture
from calc.markdown.mistakes import PageError
from calc.publish import feed, pages, picture, robots, theme
from tests.site_markdown import ROOT, pages_only

URL = "https://example.org/llama/4/"
NAME = "A site"
ATOM = "{http://www.w3.org/2005/Atom}"

HOSTILE = "</script><b a='1'>&amp; \"that\"\\"
CORRECTIONS = """---
feed: corrections.xml
---
# Corrections

| Date | Figure | Was | Is | Why |
|---|---|---|---|---|
| 2026-11-23 | Experts of Scout | `#!said scout.routed_experts` | 16 + 1 | Older & wiser. |
| 2026-12-01 | Hours | 1 | 2 | A slip. |
"""
PAGES = {
    "index.md": "---\ncite: true\n---\n# Start\n\n## Again\n\n[on](more.md)\n",
    "more.md": f"---\ntitle: '{HOSTILE.replace("'", "''")}'\ndescription: 1 & \"all\"\n---\n# On\n",
    "corrections.md": CORRECTIONS,
}

type Built = Callable[..., Path]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Builds the small site with other settings than mkdocs.yml's."""
    (tmp_path / "docs").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")

    def make(to: str = "site", **settings: str) -> Path:
        folder = tmp_path / to
        own = {"site_url": "", "repo_url": "", "site_name": NAME} | settings
        config = load_config(
            str(ROOT / "mkdocs.yml"),
            docs_dir=str(tmp_path / "docs"),
            site_dir=str(folder),
            nav=["index.md", {"A section": ["more.md", "corrections.md"]}],
            plugins=pages_only(),
            **own,
        )
        build(config)
        publish.add_files(folder, url=own["site_url"], name=NAME)
        return folder

    return make


def head(page: Path) -> dict[str, str]:
    """The meta elements of a page, by name, as a browser reads them."""
    found = re.findall(
        r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page.read_text(encoding="utf-8")
    )
    return {name: unescape(content) for name, content in found}


def article(page: Path) -> dict[str, object]:
    """What a page says of itself to machines."""
    (text,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8")
    )
    data: dict[str, object] = json.loads(text)
    return data


def test_a_page_says_its_address_in_every_way_the_same(built: Built):
    page = built(site_url=URL) / "more" / "index.html"
    address = URL + "more/"
    assert f'<link rel="canonical" href="{address}">' in page.read_text(encoding="utf-8")
    assert head(page)["og:url"] == article(page)["url"] == address


def test_the_picture_of_a_shared_link_is_there_in_the_size_that_the_page_says(built: Built):
    folder = built(site_url=URL)
    said = head(folder / "more" / "index.html")
    png = (folder / said["og:image"].removeprefix(URL)).read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert (str(width), str(height)) == (said["og:image:width"], said["og:image:height"])
    assert said["twitter:image"] == said["og:image"] == article(folder / "index.html")["image"]
    assert said["og:image:alt"]


def test_without_an_address_nothing_is_said_of_one(built: Built):
    page = built() / "more" / "index.html"
    assert not {"og:url", "og:image", "twitter:image"} & set(head(page))
    assert not {"url", "image", "mainEntityOfPage"} & set(article(page))
    assert "canonical" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("url", ["", URL])
def test_a_title_is_text_whatever_is_in_it(built: Built, url: str):
    page = built(site_url=url) / "more" / "index.html"
    assert head(page)["og:title"] == head(page)["twitter:title"] == HOSTILE
    assert article(page)["headline"] == HOSTILE
    assert head(page)["og:description"] == article(page)["description"] == '1 & "all"'


def test_machines_learn_of_the_day_the_licence_and_the_analysis(built: Built):
    said = article(built() / "index.html")
    assert (said["@type"], said["datePublished"]) == ("Article", "2026-11-23")
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said["isBasedOn"] == {
        "@type": "Article",
        "headline": "Chaos in Llama 4",
        "datePublished": "2025-04-06",
    }


def test_every_page_has_a_description_and_a_title_of_its_own():
    docs = ROOT / "docs"
    files = [*docs.glob("*.md"), *docs.glob("authors/*.md")]
    pages = [get_data(page.read_text("utf-8"))[1] for page in files]
    texts = [" ".join(meta["description"].split()) for meta in pages]
    assert len(set(texts)) == len(texts) > 10
    assert all(50 <= len(text) <= 200 and '"' not in text for text in texts)
    titles = [meta["title"] for meta in pages if "title" in meta]
    assert len(set(titles)) == len(titles) == len(pages)


def test_two_builds_on_different_days_give_the_same_bytes(
    built: Built, monkeypatch: pytest.MonkeyPatch
):
    def files(folder: Path) -> dict[str, bytes]:
        every = (file for file in folder.rglob("*") if file.is_file())
        return {str(file.relative_to(folder)): file.read_bytes() for file in every}

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    one = files(built("one", site_url=URL))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert files(built("two", site_url=URL)) == one
    assert {"sitemap.xml.gz", "corrections.xml", "assets/social.png", "robots.txt"} <= set(one)


def test_the_picture_is_drawn_the_same_twice_and_has_a_square_for_each_claim():
    shapes = list(analysis_picture.shapes(NAME))
    assert picture.drawn(shapes) == picture.drawn(shapes)
    assert picture.drawn(shapes) != picture.drawn(list(analysis_picture.shapes("Another")))
    shown = [shape.text for shape in shapes if isinstance(shape, picture.Text)]
    assert {NAME, "18 claims checked: 3 right, 2 wrong"} <= set(shown)
    boxes = [shape for shape in shapes if isinstance(shape, picture.Box)]
    assert len(boxes) == 18 + 128
    assert sum(box.colour == analysis_picture.IN_USE for box in boxes) == 1


@pytest.mark.parametrize(
    "shapes",
    [
        list(analysis_picture.shapes("Chaos in Llama 4, recomputed")),
        list(picture.plain("Coffee for the many and for the few", "How strong it gets. " * 40)),
        list(picture.plain("Coffee", "")),
    ],
)
def test_nothing_in_the_picture_runs_into_anything(shapes: list[picture.Shape]):
    from PIL import ImageFont

    lines: dict[int, list[tuple[float, float]]] = {}
    for shape in shapes:
        assert 0 < shape.y < picture.HEIGHT
        if isinstance(shape, picture.Text):
            anchor = "rs" if shape.to_the_left else "ls"
            box = ImageFont.load_default(shape.size).getbbox(shape.text, anchor=anchor)
            lines.setdefault(shape.y, []).append((shape.x + box[0], shape.x + box[2]))
        if isinstance(shape, picture.Box):
            spans = lines.setdefault(shape.y, [])
            spans.append((shape.x, shape.x + shape.side))
    for spans in lines.values():
        edges = [edge for span in sorted(spans) for edge in span]
        assert edges == sorted(edges)
        assert edges[0] >= 0
        assert edges[-1] <= picture.WIDTH - picture.MARGIN + 2


def test_robots_may_read_everything_and_learn_of_the_site_map():
    assert "Disallow" not in robots.text(URL)
    assert f"Sitemap: {URL}sitemap.xml\n" in robots.text(URL)
    assert "Sitemap" not in robots.text("")


def test_the_site_map_has_every_page_and_no_day(built: Built):
    text = (built(site_url=URL) / "sitemap.xml").read_text(encoding="utf-8")
    assert set(re.findall("<loc>(.*)</loc>", text)) == {
        URL,
        URL + "more/",
        URL + "corrections/",
    }
    assert "lastmod" not in text


def test_corrections_are_a_feed_the_newest_first(built: Built):
    folder = built(site_url=URL)
    root = ElementTree.fromstring((folder / "corrections.xml").read_text(encoding="utf-8"))
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Hours", "Experts of Scout"]
    assert entries[1].findtext(f"{ATOM}content") == "Before: 16. Now: 16 + 1. Older & wiser."
    assert root.findtext(f"{ATOM}updated") == "2026-12-01T00:00:00Z"
    links = [link.get("href") for link in root.findall(f"{ATOM}link")]
    assert links == [URL + "corrections.xml", URL + "corrections/"]
    identities = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(set(identities)) == len(identities) == 3


def test_the_feed_is_linked_from_every_head_and_from_its_page(built: Built):
    folder = built()
    link = 'type="application/atom+xml" title="Corrections" href="../corrections.xml"'
    assert link in (folder / "more" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../corrections.xml">' not in (folder / "more/index.html").read_text("utf-8")
    assert '<a href="../corrections.xml">' in (folder / "corrections/index.html").read_text("utf-8")


def test_an_entry_keeps_its_identity_when_the_site_moves():
    rows = [["2026-11-23", "Hours", "1", "2", "A slip."]]
    ids = re.compile(rb"<id>.*</id>")
    here, there = (feed.feed(rows, page="corrections/", url=url, name=NAME) for url in ("", URL))
    assert ids.findall(here) == ids.findall(there)
    assert b'href="corrections/"' in here


def test_a_page_of_corrections_without_its_table_is_refused():
    with pytest.raises(PageError, match="headed Date, Figure, Was, Is, Why"):
        feed.table("<table><tr><th>Day</th></tr><tr><td>1</td></tr></table>")
    with pytest.raises(PageError, match="with a row"):
        feed.table("<tr><th>" + "</th><th>".join(feed.HEAD) + "</th></tr>")


def test_a_page_can_be_edited_only_where_the_repository_is_known(built: Built):
    assert 'rel="edit"' not in (built() / "index.html").read_text(encoding="utf-8")
    folder = built("known", repo_url="https://github.com/someone/something")
    text = (folder / "more" / "index.html").read_text(encoding="utf-8")
    assert 'href="https://github.com/someone/something/edit/main/docs/more.md"' in text
    assert 'data-md-component="source"' not in text, "the theme would ask GitHub for stars"


def test_the_page_for_wrong_addresses_leads_back_from_any_depth(built: Built):
    text = (built(site_url=URL) / "404.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in text
    assert "ld+json" not in text
    assert "<title>Page not found - A site</title>" in text
    for link in re.findall(r'(?:href|src)="([^"]*)"', text):
        assert link.startswith(("/llama/4/", "https:", "#")), link
    body = text[text.index("<article") : text.index("</article")]
    links = re.findall('<a href="([^"]*)">', body)
    begin = ("", "cost/#work-out-a-training-run", "any-model/", "verdict/#every-claim")
    assert [urljoin(URL, link) for link in links] == [URL + address for address in begin]


def test_the_start_can_be_cited_with_its_address(built: Built):
    known = (built("known", site_url=URL) / "index.html").read_text(encoding="utf-8")
    assert f"url = {{{URL}}}," in known
    assert "author = {{The authors of A site}}," in known
    assert "title = {{A site}}," in known
    assert "year = {2026}," in known
    unknown = (built() / "index.html").read_text(encoding="utf-8")
    assert "@misc{" in unknown
    assert "url = " not in unknown
    assert "built without its address" in unknown
    assert "@misc{" not in (built() / "more" / "index.html").read_text(encoding="utf-8")


def test_what_no_page_asks_for_is_left_out(built: Built):
    folder = built()
    assert not list(folder.rglob("*.map"))
    assert not (folder / "assets/javascripts/lunr").exists()
    scripts = list(folder.glob("assets/**/*.js"))
    assert scripts
    assert not [one for one in scripts if "sourceMappingURL" in one.read_text("utf-8")]


def test_a_search_in_another_language_keeps_its_stemmer(tmp_path: Path):
    stemmer = tmp_path / "assets" / "javascripts" / "lunr" / "min" / "lunr.de.min.js"
    stemmer.parent.mkdir(parents=True)
    stemmer.write_text("de()\n")
    (tmp_path / "search").mkdir()
    index = tmp_path / "search" / "search_index.json"
    index.write_text('{"config": {"lang": ["en", "de"]}}')
    theme.trim(tmp_path)
    assert stemmer.read_text() == "de()\n"
    index.write_text('{"config": {"lang": ["en"]}}')
    theme.trim(tmp_path)
    assert not stemmer.exists()


def test_the_search_is_prepared_when_it_is_opened(built: Built):
    [script] = built().glob("assets/javascripts/bundle.*.js")
    assert "(!1)," in script.read_text("utf-8")
    assert not theme.SEARCH_AT_ONCE.search(script.read_bytes())


def test_no_page_is_fetched_before_a_reader_wants_it(tmp_path: Path):
    """Firefox would fetch what a head calls next, and the policy would refuse it."""
    page = tmp_path / "index.html"
    head = '<head><link rel="prev" href="../">\n  <link rel=next href="on/"></head>'
    page.write_text(head + '<a rel="next" href="on/">On</a>')
    found = pages.read(page)
    pages.write(found, theme.edits(found))
    assert page.read_text() == '<head></head><a rel="next" href="on/">On</a>'
