"""What is true of every calculator. New ones are found by their file."""

import math
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from enum import Enum
from typing import Any

import pytest

from calc.chart import Chart
from calc.form import registry
from calc.form.declare import Calculator
from calc.form.derivation import Derivation, derive
from calc.form.fields import Choice, Field, LongText, Switch
from calc.form.formula_check import disagreement
from calc.form.line_fields import Date, Line
from calc.form.number_field import Number
from calc.form.state import FormSettings, FormState, fill
from calc.form.table import Result
from calc.llm.example_configs import EXAMPLE_CONFIGS
from calc.units import Unknown
from tests import by_hand

NAMES = registry.names()

CONTRACT = {
    "experts": (
        "model routed_experts shared_experts top_k expert_ffn_size moe_every num_hidden_layers "
        "hidden_size",
        "total_parameters active_parameters sparsity weights",
    ),
    "training_run": (
        "model routed_experts shared_experts top_k tokens accelerator precision mfu accelerators "
        "usd_per_gpu_hour",
        "total_parameters active_parameters compute gpu_hours days cost energy co2",
    ),
    "implied_throughput": (
        "active_parameters tokens gpu_hours accelerator precision",
        "flops_per_gpu mfu gpu_hours_per_trillion_tokens",
    ),
    "kv_cache": ("model context sequences precision", "per_sequence in_all accelerators"),
    "long_context": (
        "model context tokens accelerator mfu",
        "attention_share compute gpu_hours",
    ),
    "training_memory": (
        "model config micro_batch context precision optimizer recompute zero tensor pipeline expert"
        " data lora_rank accelerator",
        "weights gradients optimizer_states activations per_accelerator fits accelerators",
    ),
    "serving": (
        "model config weights_precision cache_precision context sequences accelerator accelerators"
        " tensor",
        "weights cache per_accelerator fits longest_context most_sequences tokens_per_second_bound",
    ),
    "any_model": (
        "config context sequences tokens accelerator precision mfu accelerators usd_per_gpu_hour",
        "total_parameters active_parameters sparsity weights compute gpu_hours days cost energy "
        "co2 per_sequence in_all attention_share",
    ),
}
"""The names that links, pages and tests rely on ; more may be added, these stay."""

KINDS: dict[str, Any] = {
    "figure": Chart | Unknown | None,
    "table": list | tuple | Unknown | None,
    "text": str | bool | Enum | Unknown | None,
    "date": date | Unknown | None,
    "duration": timedelta | Unknown | None,
}
"""The types of results that are not numbers."""


MORE_CONFIGS = (
    '{"model_type": "aria", "text_config": {"model_type": "llama", "num_memory_banks": 4}} // mine',
    '{"model_type": "llama", "quantization_config": {"quant_method": "awq", "bits": 4}}',
    '{"w": {"dtype": "BF16", "shape": [2, 3], "data_offsets": [0, 12]}}',
    '{"weight_map": {"w": "model.safetensors"}}',
)
"""Texts whose results no example has."""


def is_example(calculator: Calculator[..., Any]) -> bool:
    """Whether it shows authors what there is: it has no sources."""
    return calculator.function.__module__.startswith("calc.examples.")


every_calculator = pytest.mark.parametrize(
    "calculator", [registry.find(name) for name in NAMES], ids=NAMES
)


OURS = [name for name in NAMES if not is_example(registry.find(name))]
every_calculator_of_this_site = pytest.mark.parametrize(
    "calculator", [registry.find(name) for name in OURS], ids=OURS
)


def filled(calculator: Calculator[..., Any], **inputs: str) -> FormState:
    return fill(calculator, FormSettings(), inputs)


def scenarios(calculator: Calculator[..., Any]) -> Iterator[dict[str, str]]:
    """The form at its start, with each option, and with each slider at its ends and stops."""
    yield {}
    for name, field in calculator.fields.items():
        yield from ({name: text} for text in sample_texts(field))


def sample_texts(field: Field) -> Iterator[str]:
    """Texts that a field accepts, up to its bounds."""
    match field:
        case Choice():
            yield from (option.key for option in field.options)
        case Switch():
            yield from ("yes", "no")
        case Date():
            ends = (field.low, field.high)
            yield from (field.example, *(field.text(end) for end in ends if end is not None))
        case Line():
            yield from ("", "Ada", "x" * 200)
        case LongText():
            yield from (example.config for example in EXAMPLE_CONFIGS)
            yield from MORE_CONFIGS
        case Number():
            slider = field.slider
            stops = slider.stops or (slider.first, slider.position(math.e), slider.last)
            yield from (field.text(slider.at(stop)) for stop in stops)
            yield from (field.text(field.low), field.text(field.high))


@pytest.mark.parametrize("name", CONTRACT)
def test_parameters_and_results_of_the_contract_keep_their_names(name: str):
    calculator = registry.find(name)
    parameters, results = (set(names.split()) for names in CONTRACT[name])
    assert parameters <= set(calculator.fields)
    assert results <= set(calculator.results)


def test_every_calculator_of_the_contract_exists():
    assert set(CONTRACT) <= set(NAMES)


@every_calculator
def test_it_has_a_title_and_labels_without_markup(calculator: Calculator[..., Any]):
    words = [calculator.title, *(f.label for f in calculator.fields.values())]
    words += [row.label for row in calculator.results.values()]
    for word in words:
        assert word == word.strip() != ""
        assert word[0].isupper() or word[0].isdigit()
        assert not set(word) & set("<>&{}_")


@every_calculator_of_this_site
def test_every_formula_has_a_source(calculator: Calculator[..., Any]):
    for name, row in calculator.results.items():
        assert row.formula is None or row.formula.source, name


@every_calculator
def test_its_notes_are_sentences(calculator: Calculator[..., Any]):
    for field in calculator.fields.values():
        assert not field.note or field.note.endswith(".")
        assert "  " not in field.note


@every_calculator
def test_it_starts_with_a_result(calculator: Calculator[..., Any]):
    reading = filled(calculator)
    assert reading.valid
    assert all(not entry.error for entry in reading.entries.values())
    values = vars(reading.result)
    assert not [name for name, value in values.items() if isinstance(value, Unknown)]


@every_calculator
def test_every_option_gives_a_result(calculator: Calculator[..., Any]):
    """What is Unknown has a sentence as its reason."""
    for name, field in calculator.fields.items():
        for option in field.options if isinstance(field, Choice) else ():
            reading = filled(calculator, **{name: option.key})
            assert reading.valid, (name, option.key, reading)
            for value in vars(reading.result).values():
                assert not isinstance(value, Unknown) or value.reason.endswith(".")


@every_calculator
def test_every_result_has_the_type_of_its_annotation(calculator: Calculator[..., Any]):
    for inputs in scenarios(calculator):
        result = filled(calculator, **inputs).result
        for field in fields(result) if result else ():
            value, kind = getattr(result, field.name), str(field.type)
            row = calculator.results[field.name]
            if row.kind != "number":
                assert isinstance(value, KINDS[row.kind]), field.name
                continue
            assert isinstance(value, int | float | Unknown | None), field.name
            if isinstance(value, int | float):
                assert math.isfinite(value), (field.name, inputs)
                assert not isinstance(value, bool)
            if "float" not in kind:
                assert not isinstance(value, float), (field.name, inputs)


@every_calculator
def test_every_formula_gives_what_the_function_computes(calculator: Calculator[..., Any]):
    checked = set()
    for inputs in scenarios(calculator):
        reading = filled(calculator, **inputs)
        assert disagreement(reading) == ""
        checked |= {row.name for row, _ in shown_formulas(reading)}
    assert checked == {name for name, row in calculator.results.items() if row.formula}


@every_calculator
def test_every_formula_checks_with_the_numbers_that_are_shown(calculator: Calculator[..., Any]):
    """A reader who types the line gets the result, as it is shown."""
    for inputs in scenarios(calculator):
        reading = filled(calculator, **inputs)
        for row, line in shown_formulas(reading):
            result = getattr(reading.result, row.name)
            assert by_hand.checks(line, reading, result, row), (row.name, inputs, line.numbers)


def shown_formulas(reading: FormState) -> Iterator[tuple[Result, Derivation]]:
    for row in reading.calculator.results.values() if reading.valid else ():
        line = derive(row, reading)
        if line and not isinstance(getattr(reading.result, row.name), Unknown):
            yield row, line


@every_calculator
def test_every_parameter_changes_some_result(calculator: Calculator[..., Any]):
    """Otherwise it would be useless. A limit may forbid a result instead."""
    built = filled(calculator).result
    for name, field in calculator.fields.items():
        results = [filled(calculator, **{name: text}).result for text in sample_texts(field)]
        assert any(result != built for result in results), name


@every_calculator
def test_every_result_can_change(calculator: Calculator[..., Any]):
    results = [filled(calculator, **inputs).result for inputs in scenarios(calculator)]
    for name in calculator.results:
        assert len({repr(getattr(result, name)) for result in results if result}) > 1, name


@every_calculator
def test_canonical_texts_give_the_same_result_again(calculator: Calculator[..., Any]):
    """So a link opens what was shared."""
    for inputs in scenarios(calculator):
        reading = filled(calculator, **inputs)
        if not reading.valid:
            continue
        texts = {name: e.text for name, e in reading.entries.items() if e.changed}
        again = filled(calculator, **texts)
        assert again.result == reading.result, inputs
        assert {name: e.text for name, e in again.entries.items() if e.changed} == texts


@every_calculator
def test_fields_accept_the_start_values_of_every_preset(calculator: Calculator[..., Any]):
    for name, field in calculator.fields.items():
        for option in field.options if isinstance(field, Choice) else ():
            for entry in filled(calculator, **{name: option.key}).entries.values():
                if entry.field.name != name and not isinstance(entry.value, Unknown):
                    assert entry.field.read(entry.start) == entry.value


@every_calculator
def test_python_and_the_form_give_the_same_result(calculator: Calculator[..., Any]):
    for inputs in scenarios(calculator):
        reading = filled(calculator, **inputs)
        values = {name: entry.value for name, entry in reading.entries.items() if name in inputs}
        if reading.valid:
            assert calculator(**values) == calculator(**inputs) == reading.result


@every_calculator
def test_errors_are_sentences(calculator: Calculator[..., Any]):
    for name in calculator.fields:
        for text in ("", "many", "-1e30", "1e30", "nan", "0.123456789", "<b>", "0"):
            reading = filled(calculator, **{name: text})
            errors = [entry.error for entry in reading.entries.values() if entry.error]
            errors += [reading.problem] if reading.problem else []
            assert reading.valid != bool(errors)
            for sentence in errors:
                assert sentence[0].isupper() or not sentence[0].isalpha(), sentence
                assert sentence.endswith((".", "?")), sentence
                assert "  " not in sentence


@every_calculator
def test_a_slider_at_any_stop_gives_a_result_or_a_sentence(calculator: Calculator[..., Any]):
    for name, field in calculator.fields.items():
        if not isinstance(field, Number):
            continue
        slider = field.slider
        for position in (slider.first, (slider.first + slider.last) / 2, slider.last):
            reading = fill(calculator, FormSettings(), {}, {name: f"{position}"})
            errors = [entry.error for entry in reading.entries.values() if entry.error]
            assert reading.valid or errors or reading.problem
            assert field.low <= reading.entries[name].value <= field.high


def test_python_calls_give_what_the_form_gives():
    run = registry.find("training_run")
    assert run(model="maverick", tokens=30e12) == filled(run, model="maverick", tokens="30T").result


@every_calculator_of_this_site
def test_every_field_says_what_it_is_or_where_its_start_is_from(calculator):
    started = filled(calculator).entries
    assert [name for name, one in started.items() if not (one.field.note or one.source)] == []
