"""Help texts, made from the signatures of the calculators."""

from collections.abc import Iterator
from typing import Any

from calc import site, words
from calc.form import registry
from calc.form.declare import Calculator
from calc.form.fields import Choice, Field, LongText, Switch
from calc.form.line_fields import Date, Line
from calc.form.number_field import Number
from calc.form.sentences import either, ended
from calc.terminal.layout import Layout
from calc.units import Unknown


def everything(layout: Layout) -> str:
    """All calculators with their titles, and how to call them."""
    names = registry.names()
    example = site.current().example or names[0]
    width = max(map(len, names)) + 4
    lines = [
        layout.bold(words.current().calculators),
        "",
        *(layout.fill(registry.find(name).title, width, f"  {name}") for name in names),
        "",
        f"  python -m calc {example}",
        f"  python -m calc {example.partition(' ')[0]} --help",
    ]
    return "\n".join(lines) + "\n"


def one(calculator: Calculator[..., Any], layout: Layout) -> str:
    """A calculator and its options."""
    said = words.current()
    lines = [layout.bold(calculator.title), ""]
    lines += [f"  python -m calc {calculator.name} {said.usage}", ""]
    for name, field in calculator.fields.items():
        lines.append(layout.bold(f"  --{name}") + f" {_value(field)}")
        lines += (layout.fill(sentence, 8, "") for sentence in _about(calculator, name, field))
    lines += [""]
    lines += (layout.fill(about, 14, f"  --{option}") for option, about in said.directions.items())
    numbers = any(isinstance(field, Number) for field in calculator.fields.values())
    lines += ["", layout.fill(said.ranges_help, 0, "")] if numbers else []
    lines += ["", said.without_format, ""]
    lines += (layout.fill(about, 14, f"  --{option}") for option, about in said.formats.items())
    return "\n".join(lines) + "\n"


def _value(field: Field) -> str:
    said = words.current()
    match field:
        case Switch():
            return f"[{said.yes}|{said.no}]"
        case LongText():
            return said.file_argument
        case Choice():
            return said.name_argument
        case Date():
            return said.date_argument
        case Line():
            return said.text_argument
    return said.number_argument


def _about(calculator: Calculator[..., Any], name: str, field: Field) -> Iterator[str]:
    """Sentences about an option: label and unit, allowed values and default, the note."""
    said = words.current()
    unit = said.unit(field.unit) if isinstance(field, Number) and not field.percent else ""
    named = unit.casefold() in field.label.casefold()
    label = field.label if named else said.in_unit.format(label=field.label, unit=unit)
    yield f"{label}."
    yield ended(_with_start(_values(field), calculator, name))
    if field.optional:
        nothing = "none" if isinstance(field, Choice) else '""'
        yield said.may_be_left_empty.format(parameter=name, nothing=nothing)
    values = calculator.complete({})
    about, _ = calculator.about_start(name, values)
    yield from filter(None, (field.note, "" if field.follows else about))


def _values(field: Field) -> str:
    said = words.current()
    match field:
        case Number():
            return said.from_to.format(low=field.text(field.low), high=field.text(field.high))
        case Choice():
            return either([option.key for option in field.options])
        case LongText():
            return said.a_file
        case Date():
            first, last = field.text(field.low), field.text(field.high)
            low = said.from_date.format(date=first) if first else ""
            high = said.to_date.format(date=last) if last else ""
            return said.a_date.format(bounds=low + high)
        case Line():
            return said.a_short_text
    return said.yes_or_no


def _with_start(about: str, calculator: Calculator[..., Any], name: str) -> str:
    said, field, start = words.current(), calculator.fields[name], calculator.complete({})[name]
    if field.follows:
        return said.left_out_follows.format(about=about, leader=field.follows)
    if isinstance(start, Unknown):
        return about
    if start in (None, ""):
        return said.left_out_empty.format(about=about)
    return said.left_out.format(about=about, start=field.text(start))
