"""What a parameter's or a result's annotation may say beyond `annotated-types`.

`Interval`, `MultipleOf`, `Unit` and `doc` come from there; these are ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal

from calc.units import Unknown


@dataclass(frozen=True)
class Scale:
    """The slider's scale; on a log scale its position is the exponent."""

    kind: Literal["linear", "log"]


@dataclass(frozen=True)
class Soft:
    """The slider's span, inside the hard bounds that text may reach."""

    low: float
    high: float


@dataclass(frozen=True)
class Percent:
    """A fraction that people read and write as a percentage."""


@dataclass(frozen=True, init=False)
class Preset:
    """Named values to choose from; each has a `key` for addresses and a `name` for people."""

    values: tuple[Any, ...]
    home: ModuleType | None
    """The module whose constants they are, if they are any."""

    def __init__(self, *values: Any, home: ModuleType | None = None) -> None:
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "home", home)


@dataclass(frozen=True, init=False)
class Labels:
    """Words for the members of a Literal: `Labels(bf16="BF16")`."""

    words: dict[str, str]

    def __init__(self, **words: str) -> None:
        object.__setattr__(self, "words", words)


@dataclass(frozen=True)
class Pasted:
    """A long text that people paste; its calculator reads it."""


@dataclass(frozen=True)
class Note:
    """One sentence below the field: where its start value comes from, what it means.

    The source is words, and where there is one an address: "Llama 4 model card, https://…".
    """

    text: str
    source: str = ""


@dataclass(frozen=True)
class Formula:
    """How a result comes about, in terms of parameters and of results above it.

    `Formula("6 × {active_parameters} × {tokens}")` is shown with the names and with the numbers.
    It is arithmetic: a test evaluates it and compares.
    """

    template: str
    source: str = ""


@dataclass(frozen=True)
class Follows:
    """A start value that a preset brings along; see `of`."""

    parameter: str
    value: Callable[[Any], Any]
    source: Callable[[Any], str]
    """Where the value is from, written as in `Note`."""


def of[T](
    parameter: str,
    value: Callable[[Any], T | Unknown],
    source: Callable[[Any], str] = lambda chosen: "",
) -> T:
    """A default taken from the preset chosen in `parameter`; Unknown where that leaves it open.

        def experts(model: … = SCOUT, top_k: … = of("model", lambda model: model.top_k))

    Stands after `=` like any default, hence the type; the declaration reads the `Follows` in it.
    """
    follows: Any = Follows(parameter, value, source)
    return follows  # type: ignore[no-any-return]
