"""Finished pages: complete, readable in both colour schemes, with reachable sources."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import override
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, built, waits

PAGES = built.pages()

WINDOWS = [(360, 800), (1280, 1100)]
"""So high that no link of the navigation is cut off where it scrolls."""

EVERY_RULE = [("default", 360), ("slate", 1280)]
"""Where a page is tried by every rule. Elsewhere by those of colour, as others depend on the markup
and the width alone.
"""

ROOTED = "https://site.invalid/"
"""The address of the folder, so that links resolve as in a browser."""


class Links(HTMLParser):
    """The links, anchors and headings of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.names: set[str] = set()
        self.headings: list[tuple[str, str | None]] = []
        self.feed(page.read_text(encoding="utf-8"))

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [value for name in ("href", "src") if (value := given.get(name))]
        if name := given.get("id"):
            self.names.add(name)
        if re.fullmatch("h[2-6]", tag):
            self.headings.append((tag, given.get("id")))


def address(folder: Path, file: Path) -> str:
    return ROOTED + file.relative_to(folder).as_posix().removesuffix("index.html")


def target(folder: Path, link: str) -> Path:
    """The file of an address."""
    path = folder / unquote(urlsplit(link).path).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def test_every_linked_file_and_anchor_exists(site_folder: Path):
    """The build removes unused files of the theme; none of them is used."""
    pages = {file: Links(file) for file in site_folder.rglob("*.html")}
    assert len(pages) > len(PAGES)
    for file, links in pages.items():
        for link in links.found:
            there = urljoin(address(site_folder, file), link)
            if not there.startswith(ROOTED):
                continue
            found = target(site_folder, there)
            assert found.is_file(), f"{file}: {link}"
            anchor = unquote(urlsplit(there).fragment)
            if anchor and found in pages and not anchor.startswith("__"):
                assert anchor in pages[found].names, f"{file}: {link}"


def test_every_file_that_a_style_sheet_names_exists(site_folder: Path):
    for file in site_folder.rglob("*.css"):
        for link in re.findall(r"url\((?![\"']?data:)[\"']?([^)\"']+)", file.read_text("utf-8")):
            there = urljoin(address(site_folder, file), link)
            assert target(site_folder, there).is_file(), f"{file}: {link}"


def test_every_heading_has_a_link(site_folder: Path):
    for path in PAGES:
        text = (site_folder / path / "index.html").read_text("utf-8")
        content = text[text.index("<article") : text.index("</article")]
        for heading in re.findall(r"<h[2-6].*?</h[2-6]>", content, re.DOTALL):
            name = re.match(r'<h[2-6] [^>]*id="([^"]+)"', heading)
            assert name, heading
            assert f'href="#{name[1]}"' in heading


def test_no_page_has_a_style_in_its_markup(site_folder: Path):
    """The content security policy forbids them."""
    for path in PAGES:
        text = (site_folder / path / "index.html").read_text("utf-8")
        content = text[text.index("<article") : text.index("</article")]
        assert not re.findall(r"<[^>]+ style=", content)


def test_the_links_to_next_pages_visit_the_argument_in_order(page: Page, site):
    """Only the argument is read from page to page."""
    page.goto(site)
    visited = [page.url]
    while (link := page.locator("nav[data-further] a[rel=next]")).count():
        page.goto(urljoin(page.url, link.get_attribute("href") or ""))
        visited.append(page.url)
        assert page.locator("nav[data-further] a[rel=prev]").count()
    pages = ("", "analysis/", "architecture/", "cost/", "context/", "verdict/")
    assert visited == [urljoin(site, path) for path in pages]
    page.goto(urljoin(site, "methods/"))
    assert not page.locator("nav[data-further]").count()


def test_the_keyboard_finds_the_source_of_a_figure_and_nothing_moves(page: Page, site):
    page.goto(site)
    figure = page.locator("td a[data-fact]").first
    where = (
        "e => { const at = e.getBoundingClientRect();"
        " return [at.x, at.y + scrollY, at.width, at.height]; }"
    )
    place = figure.evaluate(where)
    page.locator("h1").click()
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('td a[data-fact]')"):
            break
    expect(figure).to_be_focused()
    content = figure.evaluate("e => getComputedStyle(e, '::after').content")
    assert "Llama 4 model card" in content
    assert figure.evaluate("e => getComputedStyle(e, '::after').position") == "fixed"
    assert figure.evaluate(where) == place
    assert "Llama 4 model card" in (figure.get_attribute("title") or "")


def test_numbers_in_a_column_are_aligned(page: Page, site):
    page.goto(site + "methods/")
    page.locator("details summary").first.click()
    cell = page.locator("td[data-numeric]").first
    expect(cell).to_have_css("text-align", "right")
    expect(cell).to_have_css("font-variant-numeric", "tabular-nums")


def test_a_long_table_scrolls_and_keeps_its_head(page: Page, site):
    page.goto(site + "methods/")
    page.locator("details summary").first.click()
    table = page.locator("details table").first
    table.scroll_into_view_if_needed()
    around = page.locator("details .md-typeset__scrollwrap").first
    visible, height = around.evaluate("e => [e.clientHeight, e.scrollHeight]")
    assert visible < height / 2
    table.focus()
    page.keyboard.press("End")
    page.wait_for_function("e => e.scrollTop > 100", arg=around.element_handle())
    top = table.locator("thead th").first.bounding_box()
    assert top
    assert around.evaluate("e => e.getBoundingClientRect().top") == pytest.approx(top["y"], abs=2)


@pytest.mark.parametrize("opened", built.every_page(), indirect=True)
def test_no_page_has_an_accessibility_violation(seen: Page):
    for scheme in ("default", "slate"):
        expect(seen.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        for width, height in WINDOWS:
            seen.set_viewport_size({"width": width, "height": height})
            rules = axe.RULES if (scheme, width) in EVERY_RULE else axe.RULES_OF_COLOUR
            assert axe.violations(seen, rules=rules) == [], f"{width} px, {scheme}"
            waits.fits(seen, width)
        seen.locator("label[for^=__palette]:visible").click()


def test_a_link_to_a_heading_below_calculators_leads_to_it(page: Page, site):
    """Calculators are laid out when they come near the window, which moves what is below."""
    waits.save_data(page)
    page.goto(site + "cost/#how-fast-must-it-have-been")
    waits.scripted(page)
    top = "() => document.getElementById('how-fast-must-it-have-been').getBoundingClientRect().top"
    for _ in range(2):
        waits.drawn(page)
        assert 0 < page.evaluate(top) < 150
    page.reload()
    waits.drawn(page)
    assert 0 < page.evaluate(top) < 150
