"""Reader modes and text browsers show all text, each result with its inputs, and no buttons."""

import html
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from calc.form import registry
from calc.form.state import FormSettings, fill
from tests.browser import built
from tests.browser.built import ROOT
from tests.browser.calculator import Calculator
from tests.browser.programs import find_or_install

READABILITY = ROOT / "node_modules" / "@mozilla" / "readability"
"""Firefox's reader mode."""

SCRIPT = """{ let module;
  READER
  READABLE
  Object.assign(window, { Readability, isProbablyReaderable });
} 0"""

READ = """
(() => {
  const article = new Readability(document.cloneNode(true)).parse();
  const shown = new DOMParser().parseFromString(article.content, "text/html").body;
  shown.querySelectorAll("svg").forEach((drawing) => drawing.remove());
  return { title: article.title, by: article.byline, language: article.lang,
    text: shown.textContent, controls: shown.querySelectorAll("button, input, select").length };
})()"""


def article(page: Page) -> dict[str, Any]:
    """A page as a reader mode shows it, without its drawings."""
    load_reader_mode(page)
    made: dict[str, Any] = page.evaluate(READ)
    return made | {"text": words(made["text"])}


def load_reader_mode(page: Page) -> None:
    reader, readable = (
        (READABILITY / name).read_text(encoding="utf-8")
        for name in ("Readability.js", "Readability-readerable.js")
    )
    page.evaluate(SCRIPT.replace("READER", reader).replace("READABLE", readable))


def words(text: str) -> str:
    return " ".join(text.split())


def close(text: str) -> str:
    """A text without spaces and line breaks."""
    return re.sub(r"\s", "", text)


def dumped(file: Path) -> str:
    """A page as w3m shows it."""
    shown = subprocess.run(
        [find_or_install("w3m"), "-dump", "-cols", "100", "-T", "text/html", file],
        capture_output=True,
        check=True,
    )
    return shown.stdout.decode()


LISTS = {"code/"}
"""Pages that are only lists of links."""


@pytest.mark.parametrize("opened", built.every_page(), indirect=True)
def test_a_reader_mode_is_offered_for_every_page_of_text(seen: Page):
    load_reader_mode(seen)
    path = seen.evaluate("location.pathname.slice(1)")
    assert seen.evaluate("isProbablyReaderable(document)") or path in LISTS


SPOKEN = """all => all.map((one) => {
    const copy = one.cloneNode(true);
    for (const sign of copy.querySelectorAll('[aria-hidden="true"]')) sign.remove();
    return copy.textContent;
})"""
"""The texts of elements without what is only seen, such as the sign of a verdict."""


@pytest.mark.parametrize("opened", built.every_page(but=LISTS), indirect=True)
def test_a_reader_mode_keeps_every_paragraph_and_heading(seen: Page):
    read = article(seen)
    assert read["title"]
    assert read["language"] == "en"
    assert read["controls"] == 0
    assert read["by"] in (None, "Chaos in Llama 4, recomputed")
    wanted = seen.locator("article > :is(p, h2, h3, blockquote, ul, ol)").evaluate_all(SPOKEN)
    missing = [each for each in map(words, wanted) if each not in read["text"]]
    assert missing == []
    for gone in (
        "Pin to compare",
        "Copy link",
        "Download as SVG",
        "Try again",
        "Initializing search",
    ):
        assert gone not in read["text"] or gone in " ".join(map(words, wanted))


@pytest.mark.parametrize(
    ("opened", "name"),
    [
        ("cost/", "training_run"),
        ("cost/", "implied_throughput"),
        ("context/", "kv_cache"),
        ("architecture/", "experts"),
        ("any-model/", "any_model"),
    ],
    indirect=["opened"],
)
def test_a_reader_mode_has_each_result_its_formula_and_its_inputs(seen: Page, name):
    text, calculator = article(seen)["text"], Calculator(seen, name)
    rows = calculator.element.locator("[data-results] > table tr").all_text_contents()
    assert len(rows) > 3
    for row in map(words, rows):
        assert row in text
    assert words(calculator.element.locator("[data-summary]").text_content() or "") in text
    for entry in fill(registry.find(name), FormSettings(), {}).entries.values():
        if calculator[entry.field.name].is_visible():
            assert entry.field.label in text
            assert entry.field.note in text


def test_a_reader_mode_has_the_current_results(page: Page, site):
    page.goto(site + "cost/")
    run = Calculator(page, "training_run")
    run["model"].select_option("maverick")
    run["tokens"].fill("30T")
    run.expect_results(model="maverick", tokens="30T")
    text = article(page)["text"]
    assert "For Llama 4 Maverick, routed experts 128, " in text
    assert "corpus 30T" in text
    assert run.result("gpu_hours").inner_text() in text


@pytest.mark.parametrize("path", built.every_page())
def test_a_text_browser_shows_headings_and_sources(site_folder: Path, path):
    shown = close(dumped(site_folder / path / "index.html"))
    page = (site_folder / path / "index.html").read_text("utf-8")
    headings = re.findall(r"<h[12][^>]*>(.*?)<a class=.?headerlink", page, re.DOTALL)
    assert headings
    for heading in headings:
        assert close(html.unescape(re.sub(r"<[^>]+>", "", heading))) in shown
    _, _, notes = page.partition("<section data-notes")
    for note in re.findall(r"<li>(.*?)</li>", notes):
        assert close(html.unescape(note)) in shown


def test_a_text_browser_shows_inputs_results_and_formulas_apart(site_folder: Path):
    shown = dumped(site_folder / "cost" / "index.html")
    lines = [line.strip() for line in shown.splitlines()]
    assert any(line.startswith("Corpus 40 trillion tokens [") and "40T" in line for line in lines)
    assert any(line.endswith("4.12 × 10²⁴ FLOP Formula") for line in lines)
    assert "= 6 × active parameters × corpus" in words(shown)
    assert any(line.endswith("= 6 × 17.17B × 40.0T") for line in lines)
    assert any(line.endswith("$15.0M Formula") for line in lines)
    assert "Pin to compare Reset Copy link" in words(shown)
    assert "DeepSeek-V3 343 TFLOP/s" in words(shown)
    assert "TFLOP/s Llama 3.1 405B" in words(shown)  # names in a drawing stand apart


def test_a_text_browser_shows_the_three_models_as_a_table(site_folder: Path):
    shown = dumped(site_folder / "index.html")
    assert re.search(r"Scout +Maverick +Behemoth", shown)
    for figure in ("109B", "400B", "288B", "10M", "2.38M"):
        assert figure in shown


def test_a_heading_about_the_author_is_not_taken_for_a_byline(page: Page, site):
    """A heading whose id or text has the word “author” was once left out."""
    page.goto(site + "verdict/")
    heading = "The story that the author infers"
    expect(page.locator("h2", has_text=heading)).to_have_count(1)
    assert heading in article(page)["text"]
