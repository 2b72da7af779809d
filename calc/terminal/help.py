"""Help texts, made from the signatures of the calculators."""

from collections.abc import Iterator
from typing import Any

from calc import site
from calc.form import registry
from calc.form.declare import Calculator
from calc.form.fields import Choice, Field, LongText, Switch
from calc.form.number_field import Number
from calc.form.sentences import either
from calc.terminal.layout import Layout
from calc.units import Unknown

OPTIONS = (
    ("--csv", "Comma-separated values: inputs and results in base units."),
    ("--json", "JSON: the same, with units, reasons and the version of the code."),
    ("--markdown", "A Markdown table."),
    ("--python", "The Python call that gives the same result."),
    ("--work", "Below each result its formula, in words and in numbers, and the source of it."),
    ("--help", "This text."),
)


def everything(layout: Layout) -> str:
    """All calculators with their titles, and how to call them."""
    names = registry.names()
    example = site.current().example or names[0]
    width = max(map(len, names)) + 4
    lines = [
        layout.bold("The calculators of this site"),
        "",
        *(layout.fill(registry.find(name).title, width, f"  {name}") for name in names),
        "",
        f"  python -m calc {example}",
        f"  python -m calc {example.partition(' ')[0]} --help",
    ]
    return "\n".join(lines) + "\n"


def one(calculator: Calculator[..., Any], layout: Layout) -> str:
    """A calculator and its options."""
    lines = [layout.bold(calculator.title), ""]
    lines += [f"  python -m calc {calculator.name} [--OPTION VALUE …] [--FORMAT]", ""]
    for name, field in calculator.fields.items():
        lines.append(layout.bold(f"  --{name}") + f" {_value(field)}")
        lines += (layout.fill(sentence, 8, "") for sentence in _about(calculator, name, field))
    lines += ["", "Without a format the result is a table for people.", ""]
    lines += (layout.fill(words, 14, f"  {option}") for option, words in OPTIONS)
    return "\n".join(lines) + "\n"


def _value(field: Field) -> str:
    match field:
        case Switch():
            return "[yes|no]"
        case LongText():
            return "FILE"
        case Choice():
            return "NAME"
    return "NUMBER"


def _about(calculator: Calculator[..., Any], name: str, field: Field) -> Iterator[str]:
    """Sentences about an option: label and unit, allowed values and default, the note."""
    unit = field.unit if isinstance(field, Number) and not field.percent else ""
    named = unit.casefold() in field.label.casefold()
    yield f"{field.label}." if named else f"{field.label}, in {unit}."
    match field:
        case Number():
            low, high = field.text(field.low), field.text(field.high)
            yield f"From {low} to {high}{_start(calculator, name)}."
        case Choice():
            keys = [option.key for option in field.options]
            yield f"{either(keys)}{_start(calculator, name)}."
        case LongText():
            yield f"A file, or - for what is piped in{_start(calculator, name)}."
        case _:
            yield f"Yes or no{_start(calculator, name)}."
    if field.note:
        yield field.note


def _start(calculator: Calculator[..., Any], name: str) -> str:
    field, start = calculator.fields[name], calculator.complete({})[name]
    if field.follows:
        return f"; where it is left out, as --{field.follows} has it"
    if isinstance(start, Unknown):
        return ""
    return f"; {field.text(start)} where it is left out"
