"""A result dataclass as the rows of a table; lists in it are tables of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from annotated_types import Unit

from calc.form import formula as arithmetic
from calc.form import markers
from calc.form.drawn import Drawn
from calc.form.errors import DeclarationError
from calc.form.fields import Field
from calc.form.markup import PARTS
from calc.form.number_field import Number
from calc.units import Unknown

type Kind = Literal["number", "text", "date", "duration", "table", "figure"]
"""What a result is shown as. A text may also be yes or no, or the label of an Enum's member."""

KINDS = (
    "int, float, bool, str, an Enum, a date, datetime or timedelta,"
    " a list of a frozen dataclass or a chart, each also “| Unknown” or “| None”"
)
COLUMN_KINDS = (
    "int, float, bool, str, an Enum, a date, datetime or timedelta,"
    " each also “| Unknown” or “| None”"
)

MAX_DIGITS = 15


class RowsDrawn:
    """The base class of markers that have a table drawn as a figure, too: `calc.chart.Plot`."""

    def fault(self, columns: Mapping[str, "Result"]) -> str:
        """Why these columns cannot be drawn, as the end of a sentence; "" if they can."""
        raise NotImplementedError

    def drawn(self, table: "Result", rows: Sequence[Any]) -> Drawn:
        """The figure of the rows of a table."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Result:
    """A field of the result dataclass: a row of the table, or a table or figure below it.

    A field of a table's dataclass, too: a column.
    """

    name: str
    label: str
    unit: str = ""
    formula: markers.Formula | None = None
    uses: tuple[str, ...] = ()
    """The names in the formula, each once."""
    kind: Kind = "number"
    precision: markers.Precision = None
    labels: Mapping[str, str] = field(default_factory=dict)
    """Words for members of an Enum, by their names, where they are not the members' own."""
    columns: Mapping[str, "Result"] = field(default_factory=dict)
    """The columns of a table."""
    plot: RowsDrawn | None = None
    """How a table is drawn below itself."""

    @property
    def chart(self) -> bool:
        """Whether it is a figure."""
        return self.kind == "figure"

    @property
    def single(self) -> bool:
        """Whether it is one value, and so a row of the table."""
        return self.kind not in ("figure", "table")

    def figure(self, value: Any) -> Drawn | None:
        """The figure of a known value, if there is one."""
        if self.kind == "figure":
            return value if isinstance(value, Drawn) else None
        return self.plot.drawn(self, value) if self.plot and has_rows(value) else None


def has_rows(value: Any) -> bool:
    """Whether the value of a table is known."""
    return isinstance(value, list | tuple)


def rows(calculator: str, kind: Any, parameters: Mapping[str, Field]) -> dict[str, Result]:
    """The rows of the table, from the dataclass that the function returns."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        raise DeclarationError(f"{calculator} must return a dataclass: its fields are the table")
    numbers = {name for name, field in parameters.items() if isinstance(field, Number)}
    found: dict[str, Result] = {}
    for one in fields(kind):
        where = f"{calculator} → {one.name}"
        if one.name in parameters:
            raise DeclarationError(f"{where} is named like a parameter; use another name")
        row = _row(where, one.name, one.type)
        if not row.single and one.name in PARTS:
            raise DeclarationError(f"{where} has a name that forms need; use another")
        for name in row.uses:
            if name not in numbers and (name not in found or found[name].kind != "number"):
                raise DeclarationError(
                    f"{where} has a formula with {name}, which is not a number above it"
                )
        found[one.name] = row
    return found


def _row(where: str, name: str, annotation: Any) -> Result:
    marks = _marks(annotation)
    row = _value(where, name, annotation, marks, KINDS)
    formulas = [mark for mark in marks if isinstance(mark, markers.Formula)]
    plots = [mark for mark in marks if isinstance(mark, RowsDrawn)]
    if len(formulas) > 1 or len(plots) > 1:
        raise DeclarationError(f"{where} has two markers of one kind; keep one of them")
    formula, columns = formulas[0] if formulas else None, {}
    if formula and row.kind != "number":
        raise DeclarationError(f"{where} has a formula; only a number may have one")
    if row.kind == "table":
        columns = _columns(where, _item(annotation))
    for plot in plots:
        fault = plot.fault(columns) if columns else "draws a table; plot a list"
        if fault:
            raise DeclarationError(f"{where} {fault}")
    return Result(
        **vars(row)
        | {
            "formula": formula,
            "uses": _names(where, formula.template) if formula else (),
            "columns": columns,
            "plot": plots[0] if plots else None,
        }
    )


def _value(where: str, name: str, annotation: Any, marks: list[Any], known: str) -> Result:
    """What a value alone needs: label, unit, kind and rounding."""
    labels = [mark for mark in marks if isinstance(mark, str)]
    if len(labels) != 1:
        raise DeclarationError(f'{where} needs one label: Annotated[…, "Label"]')
    kinds = {_kind(one) for one in _types(annotation)}
    if len(kinds) != 1 or None in kinds:
        raise DeclarationError(f"{where} is of type {_named(annotation)}; use {known}")
    (kind,) = kinds
    roundings = [m for m in marks if isinstance(m, markers.Digits | markers.Decimals)]
    words = next((mark.words for mark in marks if isinstance(mark, markers.Labels)), {})
    members = [name for one in _types(annotation) for name in getattr(one, "__members__", ())]
    for wrong in [name for name in words if name not in members]:
        raise DeclarationError(f"{where} labels {wrong}, which is not a member of an Enum")
    least = 1 if roundings and isinstance(roundings[0], markers.Digits) else 0
    if roundings and (kind != "number" or len(roundings) > 1):
        raise DeclarationError(f"{where} has {roundings[-1]!r}; use one of a number")
    if roundings and not least <= roundings[0].number <= MAX_DIGITS:
        raise DeclarationError(
            f"{where} has {roundings[0]!r}; use a number from {least} to {MAX_DIGITS}"
        )
    return Result(
        name=name,
        label=labels[0],
        unit=next((mark.unit for mark in marks if isinstance(mark, Unit)), ""),
        kind=kind,  # type: ignore[arg-type]  # None is refused above
        precision=roundings[0] if roundings else None,
        labels=words,
    )


def _columns(where: str, kind: Any) -> dict[str, Result]:
    """The columns of a table, from the dataclass of its rows."""
    if not (isinstance(kind, type) and is_dataclass(kind) and _is_frozen(kind)):
        raise DeclarationError(
            f"{where} is a list of {_named(kind)}; use a list of a frozen dataclass"
        )
    found = {}
    for one in fields(kind):
        here, marks = f"{where}.{one.name}", _marks(one.type)
        column = _value(here, one.name, one.type, marks, COLUMN_KINDS)
        if not column.single:
            raise DeclarationError(f"{here} is a {column.kind} in a table; use {COLUMN_KINDS}")
        if any(isinstance(mark, markers.Formula | RowsDrawn) for mark in marks):
            raise DeclarationError(f"{here} has a formula or a plot; use a column without")
        found[one.name] = column
    return found


def _is_frozen(kind: Any) -> bool:
    return bool(kind.__dataclass_params__.frozen)


def _names(where: str, template: str) -> tuple[str, ...]:
    """The names in a formula, which must be arithmetic."""
    try:
        return arithmetic.parse(template).names
    except arithmetic.FormulaError as error:
        raise DeclarationError(f"{where} has a formula that {error}") from error


def _marks(annotation: Any) -> list[Any]:
    """The markers of an annotation, then those inside a union with Unknown or None."""
    marks = [*getattr(annotation, "__metadata__", ())]
    inner = annotation.__origin__ if marks else annotation
    if get_origin(inner) in (list, tuple):
        return marks
    parts = [inner.__value__] if hasattr(inner, "__value__") else get_args(inner)
    for one in parts:
        marks += (mark for mark in _marks(one) if not isinstance(mark, str))
    return marks


def _types(annotation: Any) -> list[Any]:
    """The types in an annotation, without Unknown and None."""
    if hasattr(annotation, "__metadata__"):
        return _types(annotation.__origin__)
    if hasattr(annotation, "__value__"):  # type Price = …
        return _types(annotation.__value__)
    if isinstance(annotation, type) and not get_args(annotation):
        return [] if annotation in (Unknown, NoneType) else [annotation]
    if get_origin(annotation) in (list, tuple, Literal):
        return [annotation]
    return [one for each in get_args(annotation) for one in _types(each)] or [annotation]


def _kind(one: Any) -> Kind | None:
    """The kind of results of a type; None if there are no such results."""
    if get_origin(one) in (list, tuple):
        return "table"
    if get_origin(one) is Literal:
        return "text" if all(isinstance(word, str) for word in get_args(one)) else None
    if not isinstance(one, type):
        return None
    if issubclass(one, Drawn):
        return "figure"
    if issubclass(one, bool | str | Enum):
        return "text"
    if issubclass(one, int | float):
        return "number"
    if one.__module__ != "datetime":
        return None
    kinds: dict[str, Kind] = {"date": "date", "datetime": "date", "timedelta": "duration"}
    return kinds.get(one.__name__)


def _item(annotation: Any) -> Any:
    """The type of the rows of a table."""
    (kind,) = _types(annotation)
    items = [item for item in get_args(kind) if item is not ...]
    return items[0] if len(items) == 1 else kind


def _named(kind: Any) -> str:
    """A type as its author wrote it."""
    inner = getattr(kind, "__origin__", kind) if hasattr(kind, "__metadata__") else kind
    return inner.__name__ if isinstance(inner, type) and not get_args(inner) else repr(inner)
