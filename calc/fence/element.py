"""A calculator as it stands in a built page: the element, its form, and its presets' answers."""

import json
from functools import lru_cache
from typing import Any

from calc.form import html, reading
from calc.form.declare import Calculator
from calc.form.fields import Choice


@lru_cache(maxsize=4096)
def _element(name: str, start: tuple[tuple[str, str], ...], show: tuple[str, ...], key: str) -> str:
    """The same calculator with the same start is rendered once a build."""
    from calc import calculators  # found anew after `mkdocs serve` has imported calc again

    calculator = calculators.find(name)
    page = reading.Page(start=dict(start), show=show)
    filled = reading.read(calculator, page, {})
    asked: dict[str, Any] = {}
    if start:
        asked["start"] = dict(start)
    if show:
        asked["show"] = list(show)
    given = f" page='{html.escape(json.dumps(asked))}'" if asked else ""
    return (
        f'<llm-calculator name="{name}" id="{key}" state="static"{given}>'
        f"{html.form(filled, page, key)}{_presets(calculator, page, key)}</llm-calculator>"
    )


def element(name: str, page: reading.Page, key: str) -> str:
    """The element with everything in it that a reader without JavaScript needs."""
    return _element(name, tuple(page.start.items()), page.show, key)


def _presets(calculator: Calculator[..., Any], page: reading.Page, key: str) -> str:
    """What changes when one preset is chosen and nothing else, ready in the page."""
    first = html.blocks(reading.read(calculator, page, {}), page, key)
    templates = []
    for name, field in calculator.fields.items():
        if not isinstance(field, Choice) or not field.preset:
            continue
        for option in field.options:
            filled = reading.read(calculator, page, {name: option.key})
            if filled.entries[name].text == filled.entries[name].start:
                continue
            other = html.blocks(filled, page, key)
            changed = "".join(block for id_, block in other.items() if block != first.get(id_))
            templates.append(f'<template data-inputs="{name}={option.key}">{changed}</template>')
    return "".join(templates)
