"""The inputs of an export in JSON as the texts of a form, which give the same result."""

import json
from typing import Any

from calc import words
from calc.form.declare import Calculator
from calc.form.fields import Choice, Field
from calc.form.number_field import Number
from calc.form.range import Range
from calc.form.sentences import quoted


def texts(calculator: Calculator[..., Any], document: str) -> dict[str, str]:
    """The text of each input that is known. Numbers are in base units, so none is read twice.

    Raises ValueError with a sentence: the document is no such export, or it is of another
    calculator.
    """
    said = words.current()
    try:
        found = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise ValueError(said.no_export.format(name=calculator.name)) from error
    inputs = found.get("inputs") if isinstance(found, dict) else None
    if not isinstance(inputs, dict) or not all(isinstance(one, dict) for one in inputs.values()):
        raise ValueError(said.no_export.format(name=calculator.name))
    if found.get("calculator") != calculator.name:
        other = quoted(str(found.get("calculator")))
        raise ValueError(said.other_export.format(name=calculator.name, other=other))
    read = {}
    for name, one in inputs.items():
        field = calculator.fields.get(calculator.current(name))
        if field is None:
            raise ValueError(said.unknown_input.format(name=calculator.name, input=quoted(name)))
        if "reason" in one:  # nobody published it, and nothing was typed
            continue
        try:
            read[field.name] = _text(field, one)
        except (ValueError, OverflowError) as error:
            raise ValueError(f"{name}: {error}") from error
    return read


def _text(field: Field, one: dict[str, Any]) -> str:
    value = one.get("value")
    if isinstance(field, Number) and one.get("range") in ("interval", "bounds"):
        low, high = field.check(one.get("low")), field.check(one.get("high"))
        return field.text(Range(low=low, high=high, kind=one["range"]))
    if value is None and field.optional:
        return ""
    if isinstance(field, Number) and isinstance(value, str):
        raise ValueError(words.current().no_number.format(value=quoted(value)))
    if isinstance(field, Choice) and isinstance(value, str):
        return value
    return field.text(field.check(value))
