"""Links that would do harm: what stands in an address is text in the page, and nothing else."""

from collections.abc import Iterator
from itertools import batched, cycle
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from calc import calculators
from calc.form.fields import LongText
from calc.form.number_field import Number
from tests.browser.calculator import PATIENCE, Calculator, cpython
from tests.hostile import HOSTILE

TEXTS = [text for text in HOSTILE if text.isprintable()]

PLACES = {"architecture/": "experts", "cost/": "training_run", "any-model/": "any_model"}

ELEMENTS = """() => [...document.body.querySelectorAll(
    "script, img, iframe, base, meta, style, object, embed, form, template, llm-calculator," +
    "[onerror], [onload], [onfocus], [style], a[href^='javascript:' i]")]
    .map((one) => one.tagName).sort().join(" ")"""
"""Every element of the page that could act, load or be taken for one of ours."""


def links(name: str) -> Iterator[str]:
    """Every text at some parameter and as a name, and every typed parameter with some text."""
    fields = calculators.find(name).fields
    typed = [key for key, field in fields.items() if isinstance(field, Number | LongText)]
    for texts in batched(TEXTS, len(typed), strict=False):
        pairs = [*zip(typed, cycle(texts), strict=False), *((text, text) for text in texts)]
        yield "?" + urlencode({f"{name}.{key}": text for key, text in pairs} | {texts[0]: "1"})


def test_whatever_stands_in_an_address_is_text_in_the_page(page: Page, site, record_property):
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for path, name in PLACES.items():
        page.goto(site + path, wait_until="load")
        page.wait_for_function("!!customElements.get('llm-calculator')")
        before = page.evaluate(ELEMENTS)
        for link in links(name):
            page.goto(site + path + link)
            calculator = Calculator(page, name)
            told = calculator.element.locator("[data-error]:not(:empty)")
            expect(told.first).to_be_attached(timeout=PATIENCE)
            assert page.evaluate(ELEMENTS) == before
            assert calculator.results() == cpython(name)
            record_property("hostile", link.count("="))
    assert dialogs == []
