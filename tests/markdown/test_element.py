"""The element of a calculator: every preset is answered for the page's own start values."""

from calc.form import html, registry, state
from calc.markdown import element
from tests.form.test_memo import presets

STARTS: tuple[dict[str, str], ...] = (
    {},
    {"tokens": "31T"},
    {"tokens": "32T", "mfu": "30%"},
    {"model": "maverick", "tokens": "31T"},
    {"model": "maverick", "accelerator": "a100-80gb", "precision": "fp8"},
    {"accelerator": "a100-80gb", "accelerators": "1,000"},
)


def test_every_page_has_the_presets_for_its_own_start_values():
    calculator = registry.find("training_run")
    pages = [state.FormSettings(start=start) for start in STARTS]
    for page in (*pages, *pages):
        markup = element.element(calculator, page, "x")
        built = html.blocks(state.fill(calculator, page, {}), page, "x")
        for name, options in presets(calculator):
            for option in options:
                filled = state.fill(calculator, page, {name: option})
                answer = html.blocks(filled, page, "x")
                changed = "".join(one for key, one in answer.items() if one != built[key])
                given = f'<template data-inputs="{name}={option}"><!--{changed}--></template>'
                assert (given in markup) == (filled.entries[name].changed and filled.valid)
