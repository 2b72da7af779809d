"""While a site is built pieces of markup are kept: they are the same as without that."""

import subprocess
import sys
from dataclasses import replace
from importlib import import_module

import pytest

from calc import chart
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.form import display, html, reading, registry
from calc.form.fields import Choice
from calc.markdown import element, kept

ALONE = """
import sys
from calc import site
from calc.analysis import SITE
from calc.form import html, reading, registry
site.use(SITE)
name, option = sys.argv[1:]
calculator = registry.find(name)
preset = next(name for name, field in calculator.fields.items() if getattr(field, "preset", 0))
filled = reading.read(calculator, reading.Page(), {preset: option})
sys.stdout.buffer.write("".join(html.blocks(filled, reading.Page(), name).values()).encode())
"""


@pytest.fixture
def keeping(monkeypatch):
    charts = import_module(chart.Chart.__module__)
    for module, name in ((charts, "_figure"), (html, "field"), (display, "quantity")):
        monkeypatch.setattr(module, name, getattr(module, name))
    kept.keep()


def bars(value: float) -> Bars:
    return Bars(
        title="t", description="d", axis=Axis(label="a"), bars=(Bar(name="b", value=value),)
    )


def presets(calculator):
    """Each preset parameter with the keys of its options."""
    for name, field in calculator.fields.items():
        if isinstance(field, Choice) and field.preset:
            yield name, [option.key for option in field.options]


@pytest.mark.usefixtures("keeping")
def test_equal_numbers_of_other_types_are_written_each_in_its_way():
    assert display.quantity(5, "tokens") == "5"
    assert display.quantity(5.0, "tokens") == "5.00"
    assert 'value="5"' in chart.figure(bars(5), "x")
    assert 'value="5.0"' in chart.figure(bars(5.0), "x")


@pytest.mark.usefixtures("keeping")
def test_a_field_that_differs_in_anything_is_rendered_anew():
    calculator = registry.find("training_run")
    entry = reading.read(calculator, reading.Page(), {}).entries["tokens"]
    others = (
        replace(entry, text="41T"),
        replace(entry, start="41T"),
        replace(entry, error="wrong"),
        replace(entry, told="read so"),
        replace(entry, source="said so"),
        replace(entry, value=41 * 10**12),
    )
    every = (entry, *others, entry)
    fields = [html.field(one, "x-tokens", listed=True) for one in every]
    assert len(set(fields)) == len(every) - 1
    assert fields[0] != html.field(entry, "y-tokens", listed=True)


@pytest.mark.parametrize("name", ["training_run", "kv_cache", "experts"])
def test_answers_in_a_row_are_those_that_a_process_of_their_own_gives(name, keeping):
    calculator = registry.find(name)
    preset, options = next(presets(calculator))
    answers = {}
    for option in (*options, *options):
        filled = reading.read(calculator, reading.Page(), {preset: option})
        answers[option] = "".join(html.blocks(filled, reading.Page(), name).values())
    for option in (options[0], options[-1]):
        command = [sys.executable, "-c", ALONE, name, option]
        alone = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        assert answers[option] == alone


STARTS: tuple[dict[str, str], ...] = (
    {},
    {"tokens": "31T"},
    {"tokens": "32T", "mfu": "30%"},
    {"model": "maverick", "tokens": "31T"},
    {"model": "maverick", "accelerator": "a100-80gb", "precision": "fp8"},
    {"accelerator": "a100-80gb", "accelerators": "1,000"},
)


def test_presets_of_pages_that_start_elsewhere_are_those_of_each_page():
    calculator = registry.find("training_run")
    pages = [reading.Page(start=start) for start in STARTS]
    for page in (*pages, *pages):
        markup = element.element(calculator, page, "x")
        built = html.blocks(reading.read(calculator, page, {}), page, "x")
        for name, options in presets(calculator):
            for option in options:
                filled = reading.read(calculator, page, {name: option})
                answer = html.blocks(filled, page, "x")
                changed = "".join(one for key, one in answer.items() if one != built[key])
                given = f'<template data-inputs="{name}={option}"><!--{changed}--></template>'
                assert (given in markup) == (filled.entries[name].changed and filled.valid)
