"""The markup of a calculator in a built page: its form, its results, its presets' answers."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from calc import asked, shipped, site, words
from calc.form import html, state
from calc.form.declare import Calculator
from calc.form.fields import Choice
from calc.form.markup import escape
from calc.form.memo import memo
from calc.form.sentences import both
from calc.markdown import code_pages, modules
from calc.markdown.mistakes import FaultError
from calc.markdown.placeholders import TAG


def element(
    calculator: Calculator[..., Any],
    page: state.FormSettings,
    key: str,
    code: str = code_pages.FOLDER,
    *,
    start: state.FormState | None = None,
    more: str = "",
) -> str:
    """The element, with everything that a reader without JavaScript needs.

    `code` is the address of the code's pages, relative to the page; `start` is the form as the
    page starts with it, if the caller has read it; `more` is what else the fence asks for.
    """
    settings: dict[str, Any] = {}
    if page.start:
        settings["start"] = dict(page.start)
    if page.show:
        settings["show"] = list(page.show)
    if page.first:
        settings["first"] = list(page.first)
    settings |= asked.of_page(page)
    given = f' page="{escape(json.dumps(settings))}"' if settings else ""
    start = start or state.fill(calculator, page, {})
    built = html.blocks(start, page, key, more=more + asked.drawing(start, page, key))
    form = html.assemble(built, start, page, key)
    presets = "".join(_presets(start, built, page, key))
    key_ = escape(key)
    return (
        f'<{TAG} name="{calculator.name}" id="{key_}" role="group"'
        f' aria-labelledby="{key_}-title" state="static" code="{_code()}"{given}>'
        f"{form}{_link(calculator, code)}{presets}"
        f"</{TAG}>"
    )


def _link(calculator: Calculator[..., Any], code: str) -> str:
    """Links to the calculator's code and to each formula that it calls, if browsers run it."""
    module = calculator.function.__module__
    if not site.current().code or module not in modules.names():
        return ""
    file = _to(code + code_pages.file(module), f"{module.rpartition('.')[2]}.py")
    packages = tuple(f"{package}." for package in site.current().formulas)
    calls = [(of, name) for of, name in modules.calls(module) if of.startswith(packages)]
    links = [
        _to(f"{code}{code_pages.file(of)}#{name}", f"{of.rpartition('.')[2]}.{name}")
        for of, name in calls
    ]
    said, code = words.current(), f"<code>{_code()}</code>"
    if not links:
        return f"<p data-code>{said.code.format(file=file, code=code)}</p>"
    called = said.code_with_calls.format(file=file, calls=both(links), code=code)
    return f"<p data-code>{called}</p>"


def _to(address: str, text: str) -> str:
    return f'<a href="{address}">{text}</a>'


@memo(1, in_builds=1)
def _code() -> str:
    """The fingerprint of the code; the same fingerprint means the same results."""
    return shipped.fingerprint()


def _presets(
    start: state.FormState, built: Mapping[str, str], page: state.FormSettings, key: str
) -> Iterator[str]:
    """A template for each other preset: the blocks that differ when it is chosen."""
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
"""The latest answers, the newest last: calculators of many pages start with the same values."""
MAX_ANSWERS = 1000


def _answer(
    start: state.FormState, page: state.FormSettings, key: str, preset: str, option: str
) -> dict[str, str]:
    """The blocks for one preset; empty if it gives no result, so that Python must answer."""
    calculator = start.calculator
    kept_starts = frozenset(_kept_starts(page.start, preset, calculator))
    language = site.current().language
    drawn = (page.over, page.of, page.points)
    shown = (page.show, page.first, *drawn)
    question = (language, calculator, kept_starts, shown, key, preset, option)
    answer = _answers.pop(question, None)
    if answer is None:
        filled = state.fill(calculator, page, {preset: option})
        if filled.fault:
            raise FaultError(calculator.name, filled.values) from filled.fault
        more = asked.drawing(filled, page, key) if filled.valid else ""
        answer = html.blocks(filled, page, key, more=more) if filled.valid else {}
    _answers[question] = answer
    if len(_answers) > MAX_ANSWERS:
        del _answers[next(iter(_answers))]
    return answer


def _kept_starts(
    start: Mapping[str, str], preset: str, calculator: Calculator[..., Any]
) -> Iterator[tuple[str, str]]:
    """The start values of a page that stay when another preset is chosen."""
    for name, text in start.items():
        if calculator.fields[name].follows != preset:
            yield name, text


def _unread(markup: str) -> str:
    """Markup as the text of a comment: neither browsers nor the search index parse it."""
    return markup.replace("--", "&#45;&#45;")
