"""The signature of a function as fields. Incomplete annotations are DeclarationErrors."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args, get_origin

from annotated_types import DocInfo, Interval, MultipleOf, Unit

from calc.form import markers, numbers
from calc.form.errors import DeclarationError
from calc.form.fields import Choice, Field, LongText, Option, Switch
from calc.form.number_field import Number
from calc.form.slider import Slider

RESERVED_NAMES = ("name", "id", "preset", "show", "pin")
"""Names that fences and links need for other things than parameters."""

type Marks = Mapping[type, Any]
"""The markers of a parameter, by class."""

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
            f"{function.__name__} has keyword-only or starred parameters; plain ones would do"
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
    if name in RESERVED_NAMES:
        raise DeclarationError(f"{where} has a name that fences need; another would do")
    kind, marks = _marks(where, annotation)
    if DocInfo not in marks:
        raise DeclarationError(f'{where} needs a label: Annotated[…, doc("Label")]')
    words = {
        "name": name,
        "label": marks[DocInfo].documentation,
        "note": marks[markers.Note].text if markers.Note in marks else "",
        "source": marks[markers.Note].source if markers.Note in marks else "",
        "follows": default.parameter if isinstance(default, markers.Follows) else "",
    }
    if markers.Preset in marks:
        _only(where, marks, markers.Preset)
        home = marks[markers.Preset].home
        return _choice(where, {**words, "home": home}, _presets(marks), preset=True)
    if get_origin(kind) is Literal:
        _only(where, marks, markers.Labels)
        return _choice(where, words, _members(where, kind, marks), preset=False)
    if kind is bool:
        _only(where, marks)
        return Switch(**words)
    if kind is str and markers.Pasted in marks:
        _only(where, marks, markers.Pasted)
        return LongText(**words, **vars(marks[markers.Pasted]))
    if kind is int or kind is float:
        _only(where, marks, *MARKERS_OF_NUMBERS)
        return _number(where, kind, marks, words)
    raise DeclarationError(
        f"{where} is of type {kind!r}; "
        "int, float, bool, a Literal, a Preset or a Pasted str would do"
    )


def _marks(where: str, annotation: Any) -> tuple[Any, Marks]:
    """The type and its markers."""
    if not hasattr(annotation, "__metadata__"):
        raise DeclarationError(f"{where} needs an annotation: Annotated[TYPE, …]")
    return annotation.__origin__, {type(mark): mark for mark in annotation.__metadata__}


def _only(where: str, marks: Marks, *known: type) -> None:
    """Refuse a marker that has no meaning for this kind of field."""
    for kind, mark in marks.items():
        if kind not in MARKERS_OF_ANY_FIELD + known:
            raise DeclarationError(f"{where} has a marker that means nothing here: {mark!r}")


def _choice(where: str, words: Mapping[str, Any], options: list[Option], *, preset: bool) -> Choice:
    keys = [option.key for option in options]
    if not keys or len(set(map(str.casefold, keys))) < len(keys):
        raise DeclarationError(f"{where} needs different keys to choose from, not {keys}")
    return Choice(**words, options=tuple(options), preset=preset)


def _presets(marks: Marks) -> list[Option]:
    values = marks[markers.Preset].values
    return [Option(key=value.key, label=value.name, value=value) for value in values]


def _members(where: str, kind: Any, marks: Marks) -> list[Option]:
    members = get_args(kind)
    labels = marks[markers.Labels].words if markers.Labels in marks else {}
    for wrong in [member for member in members if not isinstance(member, str)]:
        raise DeclarationError(f"{where} offers {wrong!r}; only texts can be chosen")
    for wrong in [label for label in labels if label not in members]:
        raise DeclarationError(f"{where} labels {wrong}, which is no member of its Literal")
    return [Option(key=m, label=labels.get(m, m), value=m) for m in members]


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
            raise DeclarationError(f"{where} ends at {end}, which is no value of it")
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
