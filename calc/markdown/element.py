"""A calculator as it stands in a built page: the element, its form, and its presets' answers."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from calc import shipped, site
from calc.form import html, state
from calc.form.declare import Calculator
from calc.form.fields import Choice
from calc.form.markup import escape
from calc.form.sentences import both
from calc.markdown import code_pages, modules


def element(
    calculator: Calculator[..., Any],
    page: state.FormSettings,
    key: str,
    code: str = code_pages.FOLDER,
    *,
    start: state.FormState | None = None,
) -> str:
    """The element with everything in it that a reader without JavaScript needs.

    `code` is the folder of the code's pages, seen from the page; `start` what the page starts
    with, if that has been read.
    """
    asked: dict[str, Any] = {}
    if page.start:
        asked["start"] = dict(page.start)
    if page.show:
        asked["show"] = list(page.show)
    given = f' page="{escape(json.dumps(asked))}"' if asked else ""
    start = start or state.fill(calculator, page, {})
    built = html.blocks(start, page, key)
    form = html.assemble(built, start, page, key)
    presets = "".join(_presets(start, built, page, key))
    key_ = escape(key)
    return (
        f'<live-calculator name="{calculator.name}" id="{key_}" role="group"'
        f' aria-labelledby="{key_}-title" state="static" code="{_code()}"{given}>'
        f"{form}{_link(calculator, code)}{presets}"
        "</live-calculator>"
    )


def _link(calculator: Calculator[..., Any], code: str) -> str:
    """The way to the code that computes, and to each formula in it, if that code is shown."""
    module = calculator.function.__module__
    if module not in modules.names():
        return ""
    file = _to(code + code_pages.file(module), f"{module.rpartition('.')[2]}.py")
    packages = tuple(f"{package}." for package in site.current().formulas)
    calls = [(of, name) for of, name in modules.calls(module) if of.startswith(packages)]
    links = [
        _to(f"{code}{code_pages.file(of)}#{name}", f"{of.rpartition('.')[2]}.{name}")
        for of, name in calls
    ]
    called = f", which calls {both(links)}" if links else ""
    return f"<p data-code>The code: {file}{called}; published as <code>{_code()}</code></p>"


def _to(address: str, words: str) -> str:
    return f'<a href="{address}">{words}</a>'


@cache
def _code() -> str:
    """A name for the code that made the results; another version of it does not change them."""
    return shipped.fingerprint()


def _presets(
    start: state.FormState, built: Mapping[str, str], page: state.FormSettings, key: str
) -> Iterator[str]:
    """What changes when one preset is chosen and nothing else, ready in the page."""
    for name, field in start.calculator.fields.items():
        if not isinstance(field, Choice) or not field.preset:
            continue
        for option in field.options:
            if option.key == start.entries[name].text:
                continue  # the page itself
            answer = _answer(start, page, key, name, option.key)
            changed = "".join(block for id_, block in answer.items() if block != built[id_])
            if changed:
                inputs = f"{name}={escape(option.key)}"
                yield f'<template data-inputs="{inputs}"><!--{_unread(changed)}--></template>'


_answers: dict[object, dict[str, str]] = {}
"""Those of late, the latest last: calculators on many pages mostly start alike."""
MOST = 1000


def _answer(
    start: state.FormState, page: state.FormSettings, key: str, preset: str, option: str
) -> dict[str, str]:
    """The blocks for one preset; none where Python must answer."""
    calculator = start.calculator
    counting = frozenset(_counting(page.start, preset, calculator))
    asked = (calculator, counting, page.show, key, preset, option)
    answer = _answers.pop(asked, None)
    if answer is None:
        filled = state.fill(calculator, page, {preset: option})
        answer = html.blocks(filled, page, key) if filled.valid else {}
    _answers[asked] = answer
    if len(_answers) > MOST:
        del _answers[next(iter(_answers))]
    return answer


def _counting(
    start: Mapping[str, str], preset: str, calculator: Calculator[..., Any]
) -> Iterator[tuple[str, str]]:
    """What a page says of where fields start, without what another choice of a preset replaces."""
    for name, text in start.items():
        if calculator.fields[name].follows != preset:
            yield name, text


def _unread(markup: str) -> str:
    """Markup as the text of a comment: what may never be shown is parsed neither by a browser that
    opens the page nor by the search index, which takes longer than all else in a build.
    """
    return markup.replace("--", "&#45;&#45;")
