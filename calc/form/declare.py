"""A typed function as a form: `@calculator` reads the signature, once, when it is imported.

There is no guessing: what the signature does not say is a DeclarationError for its author.
"""

from collections.abc import Callable, Mapping
from functools import update_wrapper
from typing import Any, overload

from calc.form import markers, signature, table
from calc.form.errors import DeclarationError, InputError
from calc.form.fields import Field
from calc.units import Unknown


class Calculator[**P, R]:
    """A function with its form. Calling it calls the function, with what presets bring along."""

    def __init__(
        self,
        function: Callable[P, R],
        *,
        renamed: Mapping[str, str] | None = None,
        announce: tuple[str, ...] = (),
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
        """Parameters of old links by their old names."""
        self.announced = _announced(self.name, announce, self.results)
        """The results that a screen reader hears when they have changed."""
        self._starts: dict[str, Any] = {}
        """Those start values that follow nothing, once they have been checked."""
        self.complete({})  # refuses a start value that its own field refuses

    def __call__(self, *args: Any, **kwargs: Any) -> R:
        """The result for values, or for texts as the form takes them: `model="maverick"`.

        Raises InputError for what the form would refuse.
        """
        return self.compute(self.complete(self._named(args, kwargs)))

    def compute(self, values: Mapping[str, Any]) -> R:
        """The result for a checked value of every parameter."""
        result = self.function(**values)  # type: ignore[call-arg]  # ParamSpec knows no names
        if not isinstance(result, self.table):  # type: ignore[arg-type]  # table.rows checked it
            raise DeclarationError(
                f"{self.name} returned a {type(result).__name__}, not the dataclass it declares"
            )
        return result

    def complete(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every parameter's value: the given ones checked, the others as they start."""
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
        """The value a parameter starts from, given the presets chosen before it."""
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

    def source(self, name: str, values: Mapping[str, Any]) -> str:
        """Where the start value of a parameter is from, given the presets chosen before it."""
        value = self.defaults[name]
        if isinstance(value, markers.Follows) and value.parameter in values:
            return value.source(values[value.parameter]) or self.fields[name].source
        return self.fields[name].source

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
    *, renamed: Mapping[str, str] | None = None, announce: tuple[str, ...] = ()
) -> Callable[[Callable[P, R]], Calculator[P, R]]: ...
def calculator(
    function: Callable[..., Any] | None = None,
    *,
    renamed: Mapping[str, str] | None = None,
    announce: tuple[str, ...] = (),
) -> Any:
    """Make a typed function a calculator.

        @calculator(renamed={"gpus": "accelerators"}, announce=("cost", "gpu_hours"))

    Links with the old name of a parameter then go on working, and a screen reader hears these two
    results whenever they have changed; where none are named, the first two.
    """
    if function is not None:
        return Calculator(function)
    return lambda function: Calculator(function, renamed=renamed, announce=announce)


def _renamed(
    calculator: str, renamed: Mapping[str, str], fields: Mapping[str, Field]
) -> Mapping[str, str]:
    for old, new in renamed.items():
        if old in fields or new not in fields:
            raise DeclarationError(
                f"{calculator} renames {old} to {new}; an old name and that of a parameter would do"
            )
    return renamed


def _announced(
    calculator: str, announce: tuple[str, ...], results: Mapping[str, table.Result]
) -> tuple[str, ...]:
    rows = [name for name, row in results.items() if not row.chart]
    for name in announce:
        if name not in rows:
            raise DeclarationError(f"{calculator} announces {name}, which is no row of its table")
    return announce or tuple(rows[:2])
