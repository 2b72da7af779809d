"""No page contradicts another: what several pages show of one quantity is the same."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from calc.analysis import published
from calc.form import display, registry
from calc.form.state import FormSettings, FormState, fill
from calc.units import Unknown

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))}

INLINE = re.compile(r"`#!(?:value|exact) ([^`]+)`")
VALUE = re.compile(r"(\w+)\.(\w+)((?:\s+\w+=\S+)*)")
ONE_MEANING = (
    *("total_parameters", "active_parameters", "sparsity", "gpu_hours", "cost"),
    *("per_sequence", "weights"),
)
"""Results of several calculators that have one meaning wherever they are shown."""


class Quantity(NamedTuple):
    """A result of a unit for a model, with the other inputs that a page states."""

    result: str
    unit: str
    model: str
    inputs: tuple[tuple[str, str], ...]


def filled(calculator: str, inputs: dict[str, str]) -> FormState:
    """The form with these inputs, computed."""
    state = fill(registry.find(calculator), FormSettings(), inputs)
    assert state.result is not None, (calculator, inputs, state.problem)
    return state


def shown(calculator: str, result: str, **inputs: str) -> str:
    """A result as pages write it."""
    state = filled(calculator, inputs)
    value = getattr(state.result, result)
    if isinstance(value, Unknown | str):
        return str(value)
    return display.quantity(value, state.calculator.results[result].unit)


def told() -> Iterator[tuple[Quantity, str, str]]:
    """What the pages tell of these results: the quantity, its text, and where."""
    for page, text in PAGES.items():
        for source in INLINE.findall(text):
            for calculator, result, rest in VALUE.findall(source):
                if result in ONE_MEANING:
                    stated = dict(part.split("=", 1) for part in shlex.split(rest))
                    unit = registry.find(calculator).results[result].unit
                    text_here = shown(calculator, result, **stated)
                    model = filled(calculator, stated).entries["model"].text
                    others = {name: text for name, text in stated.items() if name != "model"}
                    quantity = Quantity(result, unit, model, tuple(sorted(others.items())))
                    yield quantity, text_here, f"{page}: {source}"


def test_what_several_pages_tell_of_one_quantity_is_the_same():
    texts: dict[Quantity, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quantity, text, place in told():
        texts[quantity][text].append(place)
    assert sum(len(places) > 1 for each in texts.values() for places in each.values()) >= 5
    contradictions = {quantity: dict(each) for quantity, each in texts.items() if len(each) > 1}
    assert not contradictions


@pytest.mark.parametrize("model", ["scout", "maverick", "deepseek-v3", "mixtral-8x22b"])
@pytest.mark.parametrize("result", ["total_parameters", "active_parameters"])
def test_calculators_that_count_a_model_agree(model: str, result: str):
    inputs = filled("effective_parameters", {"model": model}).entries
    texts = {shown(each, result, model=model) for each in ("training_run", "experts")}
    assert texts == {display.quantity(inputs[result].value, "parameters")}


@pytest.mark.parametrize("model", ["scout", "maverick"])
def test_a_runs_hours_are_the_published_ones_under_both_counts(model: str):
    """With and without attention: each count starts from an MFU of its own."""
    hours = published.value(model, "gpu_hours")
    assert isinstance(hours, int | float)
    for calculator in ("training_run", "long_context"):
        computed = filled(calculator, {"model": model}).result.gpu_hours
        assert computed == pytest.approx(hours, rel=0.005), calculator


@pytest.mark.parametrize(
    ("model", "inputs"), [("scout", {}), ("maverick", {"tokens": "22T", "gpu_hours": "2.38M"})]
)
def test_two_mfus_of_a_run_differ_by_the_rounding_of_the_card_only(
    model: str, inputs: dict[str, str]
):
    """One calculator counts 17.17B active parameters, the other the card's 17B."""
    run = filled("training_run", {"model": model})
    implied = filled("implied_throughput", inputs).result
    card = published.value(model, "active")
    assert isinstance(card, int | float)
    counted = run.result.active_parameters / card
    assert run.entries["mfu"].value / implied.mfu == pytest.approx(counted, rel=0.001)
