"""Markers for the annotations of parameters and results.

`Interval`, `MultipleOf`, `Unit` and `doc` are from `annotated-types`; the others are here.
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
    """The span of the slider, inside the bounds that the text field allows."""

    low: float
    high: float


@dataclass(frozen=True)
class Percent:
    """A fraction that people read and write as a percentage."""


@dataclass(frozen=True, init=False)
class Preset:
    """Named values to choose from; each has a `key` for URLs and a `name` for people."""

    values: tuple[Any, ...]
    home: ModuleType | None
    """The module that has them as constants, if there is one; copied Python calls import them."""

    def __init__(self, *values: Any, home: ModuleType | None = None) -> None:
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "home", home)


@dataclass(frozen=True, init=False)
class Labels:
    """Words for the members of a Literal or an Enum: `Labels(bf16="BF16")`."""

    words: dict[str, str]

    def __init__(self, **words: str) -> None:
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, kw_only=True)
class Heads:
    """Large files that are not texts: only the beginning is read, as a text for the field."""

    endings: tuple[str, ...]
    # Of their names: ".fits".
    script: str
    # One of the site's scripts, without ".js". Its `read(file)` reads slices of a File and gives
    # `{ text }`, or `{ refused }` with a sentence, or undefined for a file of another kind.
    function: str
    # "module:function", the same in a terminal: from a file open in binary mode to the text. It
    # raises ValueError with a sentence.


@dataclass(frozen=True, kw_only=True)
class Pasted:
    """A long text that people paste or bring as a file; its calculator parses it."""

    file: str = ""
    # The usual name of such a file: of several that are dropped, that one is read.
    too_large: str = ""
    # What to do about a file that is too large, empty, or not text: the end of a sentence.
    empty: str = ""
    binary: str = ""
    heads: Heads | None = None
    named: Callable[[str], str] | None = None
    # What a text that was read is about, in a few words for copies: the name of a model.


@dataclass(frozen=True)
class Note:
    """One sentence below the field; a source and a sentence about its start value.

    What is about the start value goes when the value changes. A source is words, followed by an
    address if there is one: "Price list, https://…".
    """

    text: str
    source: str = ""
    start: str = ""


@dataclass(frozen=True)
class Formula:
    """The formula of a result, in terms of parameters and of results above it.

    `Formula("{weight} × {price}")` is shown with the labels and with the numbers. It must be
    arithmetic, as in `calc.form.formula`; builds evaluate it and compare.
    """

    template: str
    source: str = ""


@dataclass(frozen=True)
class Digits:
    """How many significant digits a result has, instead of three."""

    number: int


@dataclass(frozen=True)
class Decimals:
    """How many digits a result has after its point: `Decimals(2)` for $1,896.20.

    It has no magnitude then, unless it is a billion or more.
    """

    number: int


type Precision = Digits | Decimals | None
"""How a number is rounded for people; None for three digits."""


@dataclass(frozen=True)
class Follows:
    """A start value that a preset provides; see `of`."""

    parameter: str
    value: Callable[[Any], Any]
    source: Callable[[Any], str]
    """The source of the value, as in `Note`."""
    note: Callable[[Any], str]
    """A sentence about the value, as `start` in `Note`."""


def of[T](
    parameter: str,
    value: Callable[[Any], T | Unknown],
    source: Callable[[Any], str] = lambda chosen: "",
    note: Callable[[Any], str] = lambda chosen: "",
) -> T:
    """A default that depends on the preset chosen in `parameter`; Unknown if that has no value.

        def espresso(bean: … = ARABICA, price: … = of("bean", lambda bean: bean.price))

    `source` and `note` say where the value is from. Typed as the value, because it is a default; it
    is a `Follows` that the declaration reads.
    """
    follows: Any = Follows(parameter, value, source, note)
    return follows  # type: ignore[no-any-return]
