"""A calculator as it stands in a built page: the element, its form, and its presets' answers."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from calc.fence.bundle import package
from calc.fence.code import modules, places
from calc.form import html, reading
from calc.form.declare import Calculator
from calc.form.fields import Choice
from calc.form.markup import escape
from calc.form.sentences import both

ARITHMETIC = "calc.llm."
"""Where formulas are, with what they leave out and their sources."""


def element(
    calculator: Calculator[..., Any], page: reading.Page, key: str, code: str = places.FOLDER
) -> str:
    """The element with everything in it that a reader without JavaScript needs.

    `code` is the folder of the code's pages, seen from the page.
    """
    asked: dict[str, Any] = {}
    if page.start:
        asked["start"] = dict(page.start)
    if page.show:
        asked["show"] = list(page.show)
    given = f' page="{escape(json.dumps(asked))}"' if asked else ""
    form = html.form(reading.read(calculator, page, {}), page, key)
    key_ = escape(key)
    return (
        f'<llm-calculator name="{calculator.name}" id="{key_}" role="group"'
        f' aria-labelledby="{key_}-title" state="static" code="{_code()}"{given}>'
        f"{form}{_link(calculator, code)}{''.join(_presets(calculator, page, key))}"
        "</llm-calculator>"
    )


def _link(calculator: Calculator[..., Any], code: str) -> str:
    """The way to the code that computes, and to each formula in it, if that code is shown."""
    module = calculator.function.__module__
    if module not in modules.modules():
        return ""
    file = _to(code + places.file(module), f"{module.rpartition('.')[2]}.py")
    calls = [(of, name) for of, name in modules.calls(module) if of.startswith(ARITHMETIC)]
    links = [
        _to(f"{code}{places.file(of)}#{name}", f"{of.rpartition('.')[2]}.{name}")
        for of, name in calls
    ]
    called = f", which calls {both(links)}" if links else ""
    return f"<p data-code>The code: {file}{called}; published as <code>{_code()}</code></p>"


def _to(address: str, words: str) -> str:
    return f'<a href="{address}">{words}</a>'


@cache
def _code() -> str:
    """A name for the code that made the results; another version of it does not change them."""
    return package.fingerprint()


def _presets(calculator: Calculator[..., Any], page: reading.Page, key: str) -> Iterator[str]:
    """What changes when one preset is chosen and nothing else, ready in the page."""
    start = reading.read(calculator, page, {})
    built = html.blocks(start, page, key)
    for name, field in calculator.fields.items():
        if not isinstance(field, Choice) or not field.preset:
            continue
        for option in field.options:
            filled = reading.read(calculator, page, {name: option.key})
            if not filled.entries[name].changed or not filled.valid:
                continue  # the page itself, or one that Python must answer
            answer = html.blocks(filled, page, key)
            changed = "".join(block for id_, block in answer.items() if block != built[id_])
            inputs = f"{name}={escape(option.key)}"
            yield f'<template data-inputs="{inputs}"><!--{_unread(changed)}--></template>'


def _unread(markup: str) -> str:
    """Markup as the text of a comment: what may never be shown is parsed neither by a browser that
    opens the page nor by the search index, which takes longer than all else in a build.
    """
    return markup.replace("--", "&#45;&#45;")
