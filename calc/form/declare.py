"""A typed function as a form: `@calculator` reads the signature, once, when it is imported.

There is no guessing: what the signature does not say is a DeclarationError for its author.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import update_wrapper
from string import Formatter
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from annotated_types import DocInfo, Interval, MultipleOf, Unit

from calc.form import markers
from calc.form.errors import DeclarationError, InputError
from calc.form.fields import Choice, Field, Number, Option, Switch


@dataclass(frozen=True, kw_only=True)
class Result:
    """One row of the table: a field of the result dataclass."""

    name: str
    label: str
    unit: str
    formula: markers.Formula | None
    uses: tuple[str, ...] = ()
    """The parameters and results in the formula."""


class Calculator[**P, R]:
    """A function with its form. Calling it calls the function, with what presets bring along."""

    def __init__(self, function: Callable[P, R]) -> None:
        update_wrapper(self, function)
        self.function = function
        self.name = function.__name__
        self.title = (function.__doc__ or "").strip().partition("\n")[0].rstrip(".")
        if not self.title:
            raise DeclarationError(f"{self.name} needs a docstring: its first line is the title")
        self.defaults = _defaults(function)
        self.fields = {
            name: _field(self.name, name, function.__annotations__.get(name), default)
            for name, default in self.defaults.items()
        }
        self.results = _results(self.name, function.__annotations__.get("return"), self.fields)
        self._check_defaults()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The result; raises InputError for a value that the form would refuse."""
        given = dict(zip(self.fields, args, strict=False)) | kwargs
        return self.function(**self.complete(given))  # type: ignore[call-arg]

    def complete(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every parameter's value: the given ones checked, the others as they start."""
        unknown = [name for name in given if name not in self.fields]
        if unknown:
            names = ", ".join(self.fields)
            raise TypeError(f"{self.name} has no parameter {unknown[0]}; it has {names}")
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                values[name] = (
                    field.check(given[name]) if name in given else self.start(name, values)
                )
            except ValueError as error:
                raise InputError(name, str(error)) from error
        return values

    def start(self, name: str, values: Mapping[str, Any]) -> Any:
        """The value a parameter starts from, given the presets chosen before it."""
        default = self.defaults[name]
        if isinstance(default, markers.Follows):
            return default.value(values[default.parameter])
        return default

    def _check_defaults(self) -> None:
        try:
            self.complete({})
        except InputError as error:
            raise DeclarationError(
                f"{self.name}({error.parameter}) starts from a value it refuses: {error.sentence}"
            ) from error


def calculator[**P, R](function: Callable[P, R]) -> Calculator[P, R]:
    """Make a typed function a calculator."""
    return Calculator(function)


def _defaults(function: Callable[..., Any]) -> dict[str, Any]:
    """Parameters in order, each with what stands after `=`."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount]
    values = function.__defaults__ or ()
    if code.co_kwonlyargcount or code.co_flags & 0x0C:
        raise DeclarationError(
            f"{function.__name__} has keyword-only or starred parameters; plain ones would do"
        )
    if len(values) < len(names):
        bare = names[len(names) - len(values) - 1]
        raise DeclarationError(
            f"{function.__name__}({bare}) needs a default: pages are built with it"
        )
    return dict(zip(names, values, strict=True))


def _field(calculator: str, name: str, annotation: Any, default: Any) -> Field:
    """The kind of field that an annotation asks for."""
    where = f"{calculator}({name})"
    marks = _marks(where, annotation)
    if DocInfo not in marks:
        raise DeclarationError(f'{where} needs a label: Annotated[…, doc("Label")]')
    words = {
        "name": name,
        "label": marks[DocInfo].documentation,
        "note": marks[markers.Note].text if markers.Note in marks else "",
        "follows": default.parameter if isinstance(default, markers.Follows) else "",
    }
    kind = annotation.__origin__
    if markers.Preset in marks:
        options = (Option(key=v.key, label=v.name, value=v) for v in marks[markers.Preset].values)
        return Choice(**words, options=tuple(options), preset=True)
    if get_origin(kind) is Literal:
        labels = marks[markers.Labels].words if markers.Labels in marks else {}
        members = get_args(kind)
        return Choice(
            **words,
            options=tuple(Option(key=m, label=labels.get(m, m), value=m) for m in members),
        )
    if kind is bool:
        return Switch(**words)
    if kind in (int, float):
        return _number(where, kind, marks, words)
    raise DeclarationError(
        f"{where} is of type {kind!r}; int, float, bool, a Literal or a Preset would do"
    )


def _number(where: str, kind: type, marks: dict[type, Any], words: dict[str, Any]) -> Number:
    bounds = marks.get(Interval)
    if bounds is None or bounds.ge is None or bounds.le is None:
        raise DeclarationError(f"{where} needs both bounds: Interval(ge=…, le=…)")
    soft = marks.get(markers.Soft, markers.Soft(bounds.ge, bounds.le))
    log = markers.Scale in marks and marks[markers.Scale].kind == "log"
    if log and soft.low <= 0:
        raise DeclarationError(f"{where} is on a log scale, so Soft(low, …) must be above 0")
    if not bounds.ge <= soft.low < soft.high <= bounds.le:
        raise DeclarationError(f"{where} has a Soft span outside its Interval")
    return Number(
        **words,
        low=kind(bounds.ge),
        high=kind(bounds.le),
        integer=kind is int,
        unit="1" if markers.Percent in marks else marks[Unit].unit if Unit in marks else "",
        step=marks[MultipleOf].multiple_of if MultipleOf in marks else 0,
        soft=(kind(soft.low), kind(soft.high)),
        log=log,
        percent=markers.Percent in marks,
    )


_KNOWN = (DocInfo, Interval, MultipleOf, Unit)
_OURS = (markers.Scale, markers.Soft, markers.Percent, markers.Preset, markers.Labels, markers.Note)


def _marks(where: str, annotation: Any) -> dict[type, Any]:
    """The markers of a parameter by their class; an unknown one is an error."""
    marks = getattr(annotation, "__metadata__", None)
    if marks is None:
        raise DeclarationError(f"{where} needs an annotation: Annotated[TYPE, …]")
    for mark in marks:
        if not isinstance(mark, _KNOWN + _OURS):
            raise DeclarationError(f"{where} has a marker that is not known: {mark!r}")
    return {type(mark): mark for mark in marks}


def _results(calculator: str, kind: Any, parameters: Mapping[str, Field]) -> dict[str, Result]:
    """The rows of the table, from the dataclass that the function returns."""
    if not is_dataclass(kind):
        raise DeclarationError(f"{calculator} must return a dataclass: its fields are the table")
    rows: dict[str, Result] = {}
    for field in fields(kind):
        where = f"{calculator} → {field.name}"
        marks = getattr(field.type, "__metadata__", ())
        label = next((mark for mark in marks if isinstance(mark, str)), "")
        formula = next((mark for mark in marks if isinstance(mark, markers.Formula)), None)
        if not label:
            raise DeclarationError(f'{where} needs a label: Annotated[…, "Label"]')
        parsed = Formatter().parse(formula.template if formula else "")
        uses = tuple(name for _, name, _, _ in parsed if name is not None)
        for name in uses:
            if name not in rows and name not in parameters:
                raise DeclarationError(
                    f"{where} has a formula with {name}, which is no parameter and no result above"
                )
        rows[field.name] = Result(
            name=field.name, label=label, unit=_unit(field.type), formula=formula, uses=uses
        )
    return rows


def _unit(annotation: Any) -> str:
    """The unit in an annotation, also inside a union with Unknown."""
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Unit):
            return mark.unit
    origin = getattr(annotation, "__origin__", annotation)
    if isinstance(origin, UnionType) or get_origin(origin) is not None:
        return next(filter(None, map(_unit, get_args(origin))), "")
    return ""
