"""Builds remember more markup than browsers do, and it is the same as without a memo."""

import subprocess
import sys
from dataclasses import replace

import pytest

from calc import chart
from calc.chart.axis import Axis
from calc.chart.bars import Bar, Bars
from calc.form import display, html, memo, registry, state
from calc.form.fields import Choice

ALONE = """
import sys
from calc import site
from calc.analysis import SITE
from calc.form import html, registry, state
site.use(SITE)
name, option = sys.argv[1:]
calculator = registry.find(name)
preset = next(name for name, field in calculator.fields.items() if getattr(field, "preset", 0))
filled = state.fill(calculator, state.FormSettings(), {preset: option})
sys.stdout.buffer.write("".join(html.blocks(filled, state.FormSettings(), name).values()).encode())
"""


@pytest.fixture
def enlarged():
    sizes = {each: each.size for each in memo._memos}
    memo.enlarge()
    yield
    for each, size in sizes.items():
        each.resize(size)


@pytest.fixture(autouse=True)
def _as_in_a_browser(monkeypatch):
    monkeypatch.setattr(memo, "_building", False)


def counted() -> tuple[memo.Memo[[int], int], list[int]]:
    """A function with a memo, and the numbers that it has been called with."""
    calls: list[int] = []

    @memo.memo(1, in_builds=2)
    def square(n: int) -> int:
        calls.append(n)
        return n * n

    memo._memos.remove(square)
    return square, calls


def test_a_memo_calls_its_function_again_only_for_what_it_has_forgotten():
    square, calls = counted()
    assert [square(n) for n in (2, 2, 3, 2)] == [4, 4, 9, 4]
    assert calls == [2, 3, 2]


@pytest.mark.usefixtures("enlarged")
def test_an_enlarged_memo_remembers_more_and_enlarging_twice_forgets_nothing():
    square, calls = counted()
    memo._memos.append(square)
    for _ in range(2):
        memo.enlarge()
        assert [square(n) for n in (2, 3)] == [4, 9]
    assert calls == [2, 3]
    memo._memos.remove(square)


@pytest.mark.usefixtures("enlarged")
def test_a_memo_of_a_module_that_is_imported_later_is_large_too():
    later, _ = counted()
    assert later.size == later.in_builds


def bars(value: float) -> Bars:
    return Bars(
        title="t", description="d", axis=Axis(label="a"), bars=(Bar(name="b", value=value),)
    )


def presets(calculator):
    """Each preset parameter with the keys of its options."""
    for name, field in calculator.fields.items():
        if isinstance(field, Choice) and field.preset:
            yield name, [option.key for option in field.options]


@pytest.mark.usefixtures("enlarged")
def test_equal_numbers_of_different_types_are_written_differently():
    assert display.quantity(5, "tokens") == "5"
    assert display.quantity(5.0, "tokens") == "5.00"
    assert 'value="5"' in chart.figure(bars(5), "x")
    assert 'value="5.0"' in chart.figure(bars(5.0), "x")


@pytest.mark.usefixtures("enlarged")
def test_a_field_is_rendered_again_if_anything_in_it_differs():
    calculator = registry.find("training_run")
    entry = state.fill(calculator, state.FormSettings(), {}).entries["tokens"]
    others = (
        replace(entry, text="41T"),
        replace(entry, start="41T"),
        replace(entry, error="wrong"),
        replace(entry, notice="read so"),
        replace(entry, source="said so"),
        replace(entry, value=41 * 10**12),
    )
    every = (entry, *others, entry)
    fields = [html.field(one, "x-tokens", listed=True) for one in every]
    assert len(set(fields)) == len(every) - 1
    assert fields[0] != html.field(entry, "y-tokens", listed=True)


@pytest.mark.parametrize("name", ["training_run", "kv_cache", "experts"])
def test_answers_from_memos_equal_those_of_a_new_process(name, enlarged):
    calculator = registry.find(name)
    preset, options = next(presets(calculator))
    answers = {}
    for option in (*options, *options):
        filled = state.fill(calculator, state.FormSettings(), {preset: option})
        answers[option] = "".join(html.blocks(filled, state.FormSettings(), name).values())
    for option in (options[0], options[-1]):
        command = [sys.executable, "-c", ALONE, name, option]
        alone = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        assert answers[option] == alone
