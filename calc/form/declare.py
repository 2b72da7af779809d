"""`@calculator`: a typed function becomes a form when its module is imported.

Nothing is guessed: what the signature leaves open is a DeclarationError for its author.
"""

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, overload

from calc.form import markers, signature, table
from calc.form.errors import DeclarationError, InputError
from calc.form.fields import Field
from calc.units import Unknown

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class _Unguarded:
    """The context of calculations outside of builds; `contextlib` would be 40 kB for readers."""

    def __init__(self, name: str) -> None:
        """`name` is that of the calculator."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, *_: object) -> None:
        """End."""


type Guard = Callable[[str], AbstractContextManager[None, bool | None]]

_guard: Guard = _Unguarded


def guard(context: Guard) -> None:
    """Have every calculation run inside `context(name of the calculator)` from now on.

    Builds do, so that code which does not end is stopped.
    """
    global _guard  # noqa: PLW0603  a process builds or answers
    _guard = context


def guarded(name: str) -> "AbstractContextManager[None, bool | None]":
    """The context in which code of a calculator runs."""
    return _guard(name)


class Calculator[**P, R]:
    """A function with its form. A call fills in what presets provide, checks, and computes."""

    def __init__(
        self,
        function: Callable[P, R],
        *,
        renamed: Mapping[str, str] | None = None,
        announce: tuple[str, ...] = (),
        first: tuple[str, ...] = (),
        slow: bool = False,
    ) -> None:
        update_wrapper(self, function)
        self.function = function
        self.name = function.__name__
        self.title = (function.__doc__ or "").strip().partition("\n")[0].rstrip(".")
        if not self.title:
            raise DeclarationError(f"{self.name} needs a docstring: its first line is the title")
        self.defaults = signature.defaults(function)
        self.fields = {
            name: signature.field(self.name, name, function.__annotations__.get(name), default)
            for name, default in self.defaults.items()
        }
        self.table = function.__annotations__.get("return")
        self.results = table.rows(self.name, self.table, self.fields)
        self.renamed = _renamed(self.name, renamed or {}, self.fields)
        """Former names of parameters, which old links have, with the current ones."""
        self.announced = _announced(self.name, announce, self.results)
        """The results that screen readers announce after a change; the first is the headline."""
        self.first = _first(self.name, first, self.fields)
        """The parameters that the question is about, in this order."""
        self.slow = slow
        """Whether ranges compute fewer draws of it."""
        self._starts: dict[str, Any] = {}
        """Checked start values of parameters that follow no preset."""
        self.complete({})  # so that a wrong start value is a DeclarationError now

    def __call__(self, *args: Any, **kwargs: Any) -> R:
        """The result for values, or for texts as the form accepts them: `roast="dark"`.

        Raises InputError where the form would show an error.
        """
        return self.compute(self.complete(self._named(args, kwargs)))

    def compute(self, values: Mapping[str, Any]) -> R:
        """The result for checked values of all parameters."""
        with guarded(self.name):
            result = self.function(**values)  # type: ignore[call-arg]  # ParamSpec knows no names
        if not isinstance(result, self.table):  # type: ignore[arg-type]  # table.rows has checked it
            raise DeclarationError(
                f"{self.name} returned a {type(result).__name__}, not the dataclass it declares"
            )
        return result

    def current(self, name: str) -> str:
        """The name of a parameter, which may be a former one."""
        return self.renamed.get(name, name)

    def complete(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The values of all parameters: the given ones checked, for the others the start values."""
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            if name not in given:
                values[name] = self.start(name, values)
                continue
            try:
                values[name] = field.check(given[name])
            except ValueError as error:
                raise InputError(name, str(error)) from error
        return values

    def start(self, name: str, values: Mapping[str, Any]) -> Any:
        """The start value of a parameter, given the values of those above it."""
        if name in self._starts:
            return self._starts[name]
        value, where = self.defaults[name], f"{self.name}({name})"
        if isinstance(value, markers.Follows):
            if value.parameter not in values:
                raise DeclarationError(f"{where} follows {value.parameter}, which is not above it")
            value = value.value(values[value.parameter])
        if isinstance(value, Unknown):
            return value
        try:
            checked = self.fields[name].check(value)
            self.fields[name].text(checked)
        except ValueError as error:
            raise DeclarationError(f"{where} starts from a wrong value: {error}") from error
        if not isinstance(self.defaults[name], markers.Follows):
            self._starts[name] = checked
        return checked

    def about_start(self, name: str, values: Mapping[str, Any]) -> tuple[str, str]:
        """A sentence about that start value, and its source; "" for what there is not."""
        field, value = self.fields[name], self.defaults[name]
        if isinstance(value, markers.Follows) and value.parameter in values:
            chosen = values[value.parameter]
            return value.note(chosen) or field.about_start, value.source(chosen) or field.source
        return field.about_start, field.source

    def _named(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """Arguments by the names of their parameters."""
        if len(args) > len(self.fields):
            raise TypeError(f"{self.name} takes {len(self.fields)} arguments, not {len(args)}")
        named = dict(zip(self.fields, args, strict=False))
        for name in kwargs:
            if name not in self.fields:
                known = ", ".join(self.fields)
                raise TypeError(f"{self.name} has no parameter {name}; it has {known}")
            if name in named:
                raise TypeError(f"{self.name} is given {name} twice")
        return named | dict(kwargs)


@overload
def calculator[**P, R](function: Callable[P, R]) -> Calculator[P, R]: ...
@overload
def calculator[**P, R](
    *,
    renamed: Mapping[str, str] | None = None,
    announce: tuple[str, ...] = (),
    first: tuple[str, ...] = (),
    slow: bool = False,
) -> Callable[[Callable[P, R]], Calculator[P, R]]: ...
def calculator(
    function: Callable[..., Any] | None = None,
    *,
    renamed: Mapping[str, str] | None = None,
    announce: tuple[str, ...] = (),
    first: tuple[str, ...] = (),
    slow: bool = False,
) -> Any:
    """Make a typed function a calculator.

        @calculator(renamed={"mass": "weight"}, announce=("price", "time"))

    Old links with the former name of a parameter go on working. Screen readers announce these
    results after a change; if none are named, the first two. The first of them is the headline of
    the form. A form begins with the parameters in `first`; the others are folded below them. If
    none are named, nothing is folded. If an answer takes more than two milliseconds, say that it is
    `slow`: ranges then take 200 draws instead of 1,000.
    """
    if function is not None:
        return Calculator(function)
    return lambda function: Calculator(
        function, renamed=renamed, announce=announce, first=first, slow=slow
    )


def _renamed(
    calculator: str, renamed: Mapping[str, str], fields: Mapping[str, Field]
) -> Mapping[str, str]:
    for old, new in renamed.items():
        if old in fields or new not in fields:
            raise DeclarationError(
                f"{calculator} renames {old} to {new}; it must rename an old name to that of a"
                " parameter"
            )
    return renamed


def _announced(
    calculator: str, announce: tuple[str, ...], results: Mapping[str, table.Result]
) -> tuple[str, ...]:
    rows = [name for name, row in results.items() if row.single]
    for name in announce:
        if name not in rows:
            raise DeclarationError(
                f"{calculator} announces {name}, which is not a row of its table"
            )
    return announce or tuple(rows[:2])


def _first(calculator: str, first: tuple[str, ...], fields: Mapping[str, Field]) -> tuple[str, ...]:
    for name in first:
        if name not in fields:
            raise DeclarationError(
                f"{calculator} begins with {name}, which is not one of its parameters;"
                f" use some of {', '.join(fields)}"
            )
    return first or tuple(fields)
