"""The rows of an export: every input and result, with its unit and as it is shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from calc.form import compare, display
from calc.form.fields import Choice, LongText
from calc.form.number_field import Number
from calc.form.sentences import Reasons
from calc.form.state import Entry, FormState
from calc.form.table import Result
from calc.units import Unknown


@dataclass(frozen=True, kw_only=True)
class Row:
    """An input or a result."""

    kind: Literal["input", "result"]
    name: str
    label: str
    value: float | str | bool | Unknown
    """In base units; the key of a choice."""
    unit: str
    shown: str
    """As the page shows it; the reason of an Unknown."""


def inputs_and_results(state: FormState) -> list[Row]:
    """The inputs, then the results."""
    return [*inputs(state), *results(state)]


def named_scenarios(scenarios: Sequence[FormState]) -> list[tuple[str, FormState]]:
    """The scenarios with the names that the page gives them, the form's own first."""
    return [
        (compare.scenario_name(at - 1) if at else "Now", one) for at, one in enumerate(scenarios)
    ]


def inputs(state: FormState) -> Iterator[Row]:
    """The fields in their order."""
    for name, entry in state.entries.items():
        unit = entry.field.unit if isinstance(entry.field, Number) else ""
        yield Row(
            kind="input",
            name=name,
            label=entry.field.label,
            value=_value(entry),
            unit=unit,
            shown=_shown(entry, unit),
        )


def results(state: FormState) -> Iterator[Row]:
    """The numbers of the result in their order, without figures."""
    for name, row in state.calculator.results.items():
        if not row.chart:
            value = getattr(state.result, name)
            yield Row(
                kind="result",
                name=name,
                label=row.label,
                value=value,
                unit=row.unit,
                shown=_shown_result(value, row),
            )


def with_reasons_once(listed: Iterable[Row]) -> Iterator[Row]:
    """The same rows, for people: a reason that several share is given once."""
    reasons = Reasons()
    for row in listed:
        if isinstance(row.value, Unknown):
            yield replace(row, shown=f"unknown: {reasons.once(row.value.reason)}")
        else:
            yield row


def _value(entry: Entry) -> Any:
    kind = entry.field
    return kind.option(entry.value).key if isinstance(kind, Choice) else entry.value


def _shown(entry: Entry, unit: str) -> str:
    match entry.field:
        case Choice() as kind:
            return kind.option(entry.value).label
        case Number() as kind:
            if isinstance(entry.value, Unknown):
                return f"unknown: {entry.value.reason}"
            one = kind.integer and entry.value == 1
            named = "" if kind.percent else unit.removesuffix("s") if one else unit
            return f"{entry.text} {named}".rstrip()
        case LongText():
            return f"a text of {len(entry.text):,} characters"
    return entry.text


def _shown_result(value: Any, row: Result) -> str:
    if isinstance(value, Unknown):
        return f"unknown: {value.reason}"
    return display.quantity(value, row.unit)
