"""The signature of a function as fields. Incomplete annotations are DeclarationErrors."""

from collections.abc import Callable, Collection, Mapping
from enum import Enum
from types import NoneType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import DocInfo, Interval, MultipleOf, Unit

from calc.form import markers, members, numbers
from calc.form.errors import DeclarationError
from calc.form.fields import Choice, Field, LongText, Option, Switch
from calc.form.line_fields import Date, Line
from calc.form.markup import PARTS
from calc.form.number_field import Number
from calc.form.slider import Slider

RESERVED_NAMES = (
    *("name", "id", "preset", "show", "scenarios", "pin"),
    *("solve", "over", "of", "points"),
)
"""Names that fences and links need for other things than parameters."""

type Marks = Mapping[type, Any]
"""The markers of a parameter, by class."""

KINDS = (
    "int, float, bool, str, datetime.date, a Literal, an Enum, a Preset or a Pasted str, and"
    " “| None” for one that may be left empty"
)
MARKERS_OF_ANY_FIELD = (DocInfo, markers.Note)
MARKERS_OF_NUMBERS = (Interval, MultipleOf, Unit, markers.Scale, markers.Soft, markers.Percent)


def defaults(function: Callable[..., Any]) -> dict[str, Any]:
    """The parameters in order, each with its default."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount]
    values = function.__defaults__ or ()
    starred = code.co_flags & 0x0C
    if code.co_kwonlyargcount or starred:
        raise DeclarationError(
            f"{function.__name__} has keyword-only or starred parameters; use plain ones"
        )
    if len(values) < len(names):
        missing = names[len(names) - len(values) - 1]
        raise DeclarationError(
            f"{function.__name__}({missing}) needs a default: pages are built with it"
        )
    return dict(zip(names, values, strict=True))


def field(calculator: str, name: str, annotation: Any, default: Any) -> Field:
    """The field for a parameter."""
    where = f"{calculator}({name})"
    if name in RESERVED_NAMES + PARTS:
        raise DeclarationError(f"{where} has a name that fences or forms need; use another")
    kind, marks, optional = _marks(where, annotation)
    if DocInfo not in marks:
        raise DeclarationError(f'{where} needs a label: Annotated[…, doc("Label")]')
    words = {
        "name": name,
        "label": marks[DocInfo].documentation,
        "note": marks[markers.Note].text if markers.Note in marks else "",
        "source": marks[markers.Note].source if markers.Note in marks else "",
        "about_start": marks[markers.Note].start if markers.Note in marks else "",
        "follows": default.parameter if isinstance(default, markers.Follows) else "",
    }
    if default is None and not optional:
        raise DeclarationError(f"{where} starts empty; give it a type with “| None”")
    if markers.Preset in marks:
        _only(where, marks, markers.Preset)
        home = marks[markers.Preset].home
        return _choice(where, {**words, "home": home}, _presets(marks), preset=True)
    if optional and kind is bool:
        raise DeclarationError(
            f"{where} may be None; int, float, str, datetime.date, a Literal or an Enum may be"
        )
    words["optional"] = optional
    if get_origin(kind) is Literal:
        _only(where, marks, markers.Labels)
        return _choice(where, words, _texts(where, kind, marks), preset=False)
    if isinstance(kind, type) and issubclass(kind, Enum):
        _only(where, marks, markers.Labels)
        return _choice(where, words, _members(where, kind, marks), preset=False)
    if kind is bool:
        _only(where, marks)
        return Switch(**words)
    if kind is str and markers.Pasted in marks:
        _only(where, marks, markers.Pasted)
        return LongText(**words, **vars(marks[markers.Pasted]))
    if kind is str:
        _only(where, marks)
        return Line(**words)
    if isinstance(kind, type) and (kind.__module__, kind.__name__) == ("datetime", "date"):
        _only(where, marks, Interval)
        return _date(where, kind, marks, words)
    if kind is int or kind is float:
        _only(where, marks, *MARKERS_OF_NUMBERS)
        return _number(where, kind, marks, words)
    raise DeclarationError(f"{where} is of type {annotation.__origin__!r}; use {KINDS}")


def _marks(where: str, annotation: Any) -> tuple[Any, Marks, bool]:
    """The type, its markers, and whether it may be None."""
    if not hasattr(annotation, "__metadata__"):
        raise DeclarationError(f"{where} needs an annotation: Annotated[TYPE, …]")
    kind: Any = annotation.__origin__
    marks = annotation.__metadata__
    kinds = get_args(kind)
    optional = NoneType in kinds
    if optional:
        kind = Union[tuple(one for one in kinds if one is not NoneType)]  # noqa: UP007
        marks = (*getattr(kind, "__metadata__", ()), *marks)
        kind = kind.__origin__ if hasattr(kind, "__metadata__") else kind
    return kind, {type(mark): mark for mark in marks}, optional


def _only(where: str, marks: Marks, *known: type) -> None:
    """Refuse a marker that has no meaning for this kind of field."""
    for kind, mark in marks.items():
        if kind not in MARKERS_OF_ANY_FIELD + known:
            raise DeclarationError(f"{where} has a marker that means nothing here: {mark!r}")


def _choice(where: str, words: Mapping[str, Any], options: list[Option], *, preset: bool) -> Choice:
    if words.get("optional"):
        options = [Option(key="none", label="–", value=None), *options]
    keys = [option.key for option in options]
    if not keys or len(set(map(str.casefold, keys))) < len(keys):
        raise DeclarationError(f"{where} needs different keys to choose from, not {keys}")
    return Choice(**words, options=tuple(options), preset=preset)


def _presets(marks: Marks) -> list[Option]:
    values = marks[markers.Preset].values
    return [Option(key=value.key, label=value.name, value=value) for value in values]


def _texts(where: str, kind: Any, marks: Marks) -> list[Option]:
    """The options of a Literal."""
    texts = get_args(kind)
    for wrong in [text for text in texts if not isinstance(text, str)]:
        raise DeclarationError(f"{where} offers {wrong!r}; only texts can be chosen")
    labels = _labels(where, marks, texts, "Literal")
    return [Option(key=text, label=labels.get(text, text), value=text) for text in texts]


def _members(where: str, kind: type[Enum], marks: Marks) -> list[Option]:
    """The options of an Enum."""
    labels = _labels(where, marks, [one.name for one in kind], "Enum")
    return [
        Option(key=members.key(one), label=labels.get(one.name) or members.label(one), value=one)
        for one in kind
    ]


def _labels(where: str, marks: Marks, names: Collection[str], kind: str) -> Mapping[str, str]:
    """The words for members, by their names."""
    labels: Mapping[str, str] = marks[markers.Labels].words if markers.Labels in marks else {}
    for wrong in [name for name in labels if name not in names]:
        raise DeclarationError(f"{where} labels {wrong}, which is not a member of its {kind}")
    return labels


def _date(where: str, kind: type, marks: Marks, words: Mapping[str, Any]) -> Date:
    bounds = marks.get(Interval, Interval())
    if bounds.gt is not None or bounds.lt is not None:
        raise DeclarationError(f"{where} has gt or lt; use Interval(ge=…, le=…)")
    for end in (bounds.ge, bounds.le):
        if end is not None and type(end) is not kind:
            raise DeclarationError(f"{where} ends at {end!r}; use date(2026, 3, 1)")
    if bounds.ge is not None and bounds.le is not None and bounds.ge > bounds.le:
        raise DeclarationError(f"{where} ends before it begins; put ge before le")
    return Date(**words, kind=kind, low=bounds.ge, high=bounds.le)


def _number(where: str, kind: type, marks: Marks, words: Mapping[str, Any]) -> Number:
    bounds = marks.get(Interval, Interval())
    if bounds.ge is None or bounds.le is None or bounds.gt is not None or bounds.lt is not None:
        raise DeclarationError(f"{where} needs both bounds: Interval(ge=…, le=…)")
    soft = marks.get(markers.Soft, markers.Soft(bounds.ge, bounds.le))
    if not bounds.ge <= soft.low < soft.high <= bounds.le:
        raise DeclarationError(f"{where} has a Soft span outside its Interval")
    multiple = marks[MultipleOf].multiple_of if MultipleOf in marks else 0
    for end in (bounds.ge, soft.low, soft.high, bounds.le):
        if kind(end) != end or (multiple and numbers.multiples(end, multiple)[0] != end):
            raise DeclarationError(f"{where} ends at {end}, which is not one of its values")
    log = markers.Scale in marks and marks[markers.Scale].kind == "log"
    if log and soft.low <= 0:
        raise DeclarationError(f"{where} is on a log scale, so Soft(low, …) must be above 0")
    percent = markers.Percent in marks
    return Number(
        **words,
        low=kind(bounds.ge),
        high=kind(bounds.le),
        integer=kind is int,
        unit="1" if percent else marks[Unit].unit if Unit in marks else "",
        multiple=multiple,
        percent=percent,
        slider=Slider(
            low=kind(soft.low),
            high=kind(soft.high),
            log=log,
            integer=kind is int,
            multiple=multiple,
        ),
    )
