"""The rows of an export: every input and result, with its unit and as it is shown."""

import binascii
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from calc import words
from calc.form import dates, display, sentences, show, shown_of
from calc.form.fields import Choice, LongText
from calc.form.line_fields import Date
from calc.form.number_field import Number
from calc.form.sentences import Reasons
from calc.form.state import Entry, FormState
from calc.form.table import Result, has_rows
from calc.units import Unknown


@dataclass(frozen=True, kw_only=True)
class Row:
    """An input or a result."""

    kind: Literal["input", "result"]
    name: str
    label: str
    value: float | str | bool | Unknown | None
    """In base units; the key of a choice or of a member; a date by ISO 8601."""
    unit: str
    shown: str
    """As the page shows it; the reason of an Unknown."""
    note: str = ""
    """Of an input with its start value: where that is from, such as an assumption."""
    named: str = ""
    """Of a pasted text, what it is about."""
    crc32: str = ""
    """Of a pasted text, its CRC-32 in UTF-8, in hexadecimal digits: equal texts have equal ones."""
    exact: str = ""
    """All digits of a whole number that is shown rounded."""
    between: tuple[float, float] | None = None
    """Of a range, its ends; of a result of ranges, those of its 90 % interval, or its bounds. The
    value is the middle of the range, or the median; with bounds, the result for the middles.
    """
    spread: str = ""
    """Then "interval" or "bounds"."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A result that is a table."""

    name: str
    label: str
    columns: tuple[Result, ...]
    lines: tuple[tuple[Row, ...], ...]

    def shown(self, most: int | None = None) -> list[list[str]]:
        """The texts of the first lines for people; a reason that several share is given once."""
        width = len(self.columns)
        texts = [
            row.shown
            for row in with_reasons_once(row for line in self.lines[:most] for row in line)
        ]
        return [texts[at : at + width] for at in range(0, len(texts), width)]


def inputs_and_results(state: FormState) -> list[Row]:
    """The inputs, then the results, without tables."""
    return [*inputs(state), *results(state)]


def tables(state: FormState) -> Iterator[Table]:
    """The results that are tables."""
    for name, row in state.calculator.results.items():
        value = getattr(state.result, name)
        if row.kind == "table" and has_rows(value):
            columns = tuple(row.columns.values())
            lines = tuple(
                tuple(_result(c, getattr(one, c.name), f"{name}.{at}.{c.name}") for c in columns)
                for at, one in enumerate(value)
            )
            yield Table(name=name, label=row.label, columns=columns, lines=lines)


def named_scenarios(scenarios: Sequence[FormState]) -> list[tuple[str, FormState]]:
    """The scenarios with the names that the page gives them, the form's own first."""
    return [
        (sentences.scenario_name(at - 1) if at else words.current().now, one)
        for at, one in enumerate(scenarios)
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
            note=" ".join(filter(None, (entry.about_value, entry.source))),
            named=_named(entry),
            crc32=crc32(entry.text) if isinstance(entry.field, LongText) else "",
            between=(entry.range.low, entry.range.high) if entry.range else None,
            spread=entry.range.kind if entry.range else "",
        )


def results(state: FormState) -> Iterator[Row]:
    """The results in their order, without figures and tables; a table that is unknown is one."""
    for name, row in state.calculator.results.items():
        value = getattr(state.result, name)
        if not row.chart and not has_rows(value):
            yield _with_spread(_result(row, value, name), row, state)


def _with_spread(made: Row, row: Result, state: FormState) -> Row:
    """The row of a result; of one that ranges change, with its interval or bounds."""
    number = state.spread and state.spread.numbers.get(row.name)
    if not state.spread or not number:
        return made
    return replace(
        made,
        value=number.middle,
        shown=shown_of.text(state, row),
        exact="",
        between=(number.low, number.high),
        spread=state.spread.kind,
    )


def _result(row: Result, value: Any, name: str) -> Row:
    unknown = isinstance(value, Unknown)
    plain, unit = (value, row.unit) if row.kind == "number" or unknown else _plain(value, row)
    return Row(
        kind="result",
        name=name,
        label=row.label,
        value=plain,
        unit=unit,
        shown=_unknown(value.reason) if unknown else show.text(value, row),
        exact="" if unknown else show.exact(value, row),
    )


def _plain(value: Any, row: Result) -> tuple[Any, str]:
    """A value that is not a number, as programs read it, and its unit: durations are in seconds."""
    if value is None or isinstance(value, bool):
        return value, row.unit
    if row.kind == "duration":
        return value.total_seconds(), "s"
    return show.raw(value), row.unit


def with_reasons_once(listed: Iterable[Row]) -> Iterator[Row]:
    """The same rows, for people: a reason that several share is given once."""
    reasons = Reasons()
    for row in listed:
        if isinstance(row.value, Unknown):
            yield replace(row, shown=_unknown(reasons.once(row.value.reason)))
        else:
            yield row


def _value(entry: Entry) -> Any:
    kind = entry.field
    if entry.value is None or not isinstance(kind, Choice | Date):
        return entry.value
    return entry.text


def _shown(entry: Entry, unit: str) -> str:
    said = words.current()
    match entry.field:
        case _ if entry.value is None:
            return said.none
        case Date():
            return dates.shown(entry.value)
        case Choice() as kind:
            return kind.option(entry.value).label
        case Number() as kind:
            if isinstance(entry.value, Unknown):
                return _unknown(entry.value.reason)
            if not entry.range and (short := display.prefixed(entry.value, unit)):
                return short  # "80.0 GB", not all its zeros
            named = said.unit_of_one(unit) if entry.value == 1 else said.unit(unit)
            named = "" if kind.percent else named
            return f"{entry.text} {named}".rstrip()
        case LongText():
            count = said.long_text.format(count=said.number(f"{len(entry.text):,}"))
            parts = (_named(entry), count, f"CRC-32 {crc32(entry.text)}")
            return ", ".join(filter(None, parts))
    return entry.text


def _named(entry: Entry) -> str:
    """What a pasted text is about."""
    kind = entry.field
    return kind.named(entry.text) if isinstance(kind, LongText) and kind.named else ""


def crc32(text: str) -> str:
    """The CRC-32 of a text in UTF-8, as `crc32` and zip files have it."""
    return f"{binascii.crc32(text.encode(errors='replace')):08x}"


def origin(state: FormState, version: str, address: str) -> list[str]:
    """What was asked, by which code and where, in lines; none if neither is known."""
    if not version and not address:
        return []
    title, name = state.calculator.title, state.calculator.name
    by = words.current().computed_by.format(title=title, name=name, version=version)
    return [by, *([address] if address else [])]


def _unknown(reason: str) -> str:
    return words.current().unknown_because.format(reason=reason)
