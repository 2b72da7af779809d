"""Hostile links: whatever an address contains is shown as text in the page, and nothing else."""

import contextlib
from collections.abc import Iterator
from itertools import batched, cycle
from urllib.parse import urlencode

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLateError

from calc.form import registry
from calc.form.fields import LongText
from calc.form.line_fields import Line
from calc.form.number_field import Number
from tests.browser.calculator import TIMEOUT, Calculator, cpython
from tests.hostile import HOSTILE_TEXTS

TEXTS = [text for text in HOSTILE_TEXTS if text.isprintable()]

PLACES = {"architecture/": "experts", "cost/": "training_run", "any-model/": "any_model"}

ELEMENTS = """() => [...document.body.querySelectorAll(
    "script, img, iframe, base, meta, style, object, embed, form, template, live-calculator," +
    "[onerror], [onload], [onfocus], [style], a[href^='javascript:' i]")]
    .map((one) => one.tagName).sort().join(" ")"""
"""Every element of the page that could run code, load something or imitate one of ours."""

HARMLESS = "none of ours"

THEME_TIME = 1_000
"""Milliseconds after which the theme has added its own elements to a page."""


def links(name: str, hostile: list[str]) -> Iterator[str]:
    """Links in which every text is a value and a name, and every text field gets some text."""
    fields = registry.find(name).fields
    typed = [key for key, field in fields.items() if isinstance(field, Number | Line | LongText)]
    for texts in batched(hostile, len(typed), strict=False):
        pairs = [*zip(typed, cycle(texts), strict=False), *((text, text) for text in texts)]
        yield "?" + urlencode({f"{name}.{key}": text for key, text in pairs} | {texts[0]: "1"})


def test_whatever_an_address_contains_is_text_in_the_page(page: Page, site, record_property):
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for path, name in PLACES.items():
        calculator = Calculator(page, name)
        errors = calculator.element.locator("[data-error]:not(:empty)")
        harmless = next(links(name, [HARMLESS]))
        page.goto(site + path + harmless)
        expect(errors.first).to_be_attached(timeout=TIMEOUT)
        page.wait_for_timeout(THEME_TIME)
        before = page.evaluate(ELEMENTS)
        for link in links(name, TEXTS):
            page.goto(site + path + link)
            expect(errors.first).to_be_attached(timeout=TIMEOUT)
            with contextlib.suppress(TooLateError):
                page.wait_for_function(f"before => ({ELEMENTS})() === before", arg=before)
            assert page.evaluate(ELEMENTS) == before
            assert calculator.results() == cpython(name)
            record_property("hostile", link.count("="))
    assert dialogs == []
