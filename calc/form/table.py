"""A result dataclass as the rows of a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args

from annotated_types import Unit

from calc.form import markers
from calc.form.drawn import Drawn
from calc.form.errors import DeclarationError
from calc.form.fields import Field
from calc.form.number_field import Number


@dataclass(frozen=True, kw_only=True)
class Result:
    """A field of the result dataclass: a row of the table, or a figure below it."""

    name: str
    label: str
    unit: str
    formula: markers.Formula | None
    uses: tuple[str, ...]
    """The names in the formula."""
    chart: bool = False
    """Whether it is a figure."""


def rows(calculator: str, kind: Any, parameters: Mapping[str, Field]) -> dict[str, Result]:
    """The rows of the table, from the dataclass that the function returns."""
    if not isinstance(kind, type) or not is_dataclass(kind):
        raise DeclarationError(f"{calculator} must return a dataclass: its fields are the table")
    numbers = {name for name, field in parameters.items() if isinstance(field, Number)}
    found: dict[str, Result] = {}
    for field in fields(kind):
        where = f"{calculator} → {field.name}"
        if field.name in parameters:
            raise DeclarationError(f"{where} is named like a parameter; another name would do")
        row = _row(where, field.name, field.type)
        for name in row.uses:
            if name not in numbers and (name not in found or found[name].chart):
                raise DeclarationError(
                    f"{where} has a formula with {name}, which is no number above it"
                )
        found[field.name] = row
    return found


def _row(where: str, name: str, annotation: Any) -> Result:
    marks = getattr(annotation, "__metadata__", ())
    labels = [mark for mark in marks if isinstance(mark, str)]
    formulas = [mark for mark in marks if isinstance(mark, markers.Formula)]
    if len(labels) != 1 or len(formulas) > 1:
        raise DeclarationError(f'{where} needs one label: Annotated[…, "Label"]')
    formula = formulas[0] if formulas else None
    uses = tuple(_names(where, formula.template)) if formula else ()
    return Result(
        name=name,
        label=labels[0],
        unit=_unit(annotation),
        formula=formula,
        uses=uses,
        chart=_is_chart(annotation),
    )


def _names(where: str, template: str) -> Iterator[str]:
    """The names in braces."""
    for part in template.split("{")[1:]:
        name, closed, _ = part.partition("}")
        if not closed or not name.isidentifier():
            raise DeclarationError(f"{where} has a formula with unpaired braces: {template}")
        yield name


def _unit(annotation: Any) -> str:
    """The unit in an annotation, also in a union with Unknown."""
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Unit):
            return mark.unit
    inner = getattr(annotation, "__origin__", annotation)
    return next(filter(None, map(_unit, get_args(inner))), "")


def _is_chart(annotation: Any) -> bool:
    """Whether the annotation is a subclass of Drawn, also in a union with Unknown."""
    inner = getattr(annotation, "__origin__", annotation)
    if isinstance(inner, type):
        return issubclass(inner, Drawn)
    return any(map(_is_chart, get_args(inner)))
