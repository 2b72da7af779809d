"""What a form says: texts in, values and result out, each wrong text with its sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from calc.form.declare import Calculator
from calc.form.fields import Field
from calc.form.number_field import Number
from calc.form.sentences import both, quoted
from calc.units import Unknown

MAX_ECHOED_CHARACTERS = 1000
"""Characters of a text that cannot be read; so much of it goes back into its field."""

MAX_LISTED_NAMES = 3
"""Unknown names that a sentence lists."""


@dataclass(frozen=True, kw_only=True)
class FormSettings:
    """What the author of a page wrote: where the fields start and what is shown."""

    start: Mapping[str, str] = field(default_factory=dict)
    """Canonical texts of the fields that start elsewhere than the signature says."""
    show: tuple[str, ...] = ()
    """Parameters and results to show; none of a kind named means all of that kind."""

    def shown(self, names: Iterable[str]) -> set[str]:
        """The names of one kind that the page shows: those it lists, or all if it lists none."""
        all_names = set(names)
        return all_names.intersection(self.show) or all_names


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One field as it stands."""

    field: Field
    text: str
    """Canonical where it could be read, as typed where not."""
    start: str
    value: Any
    """Unknown where the preset leaves it open and nothing is typed."""
    error: str = ""
    notice: str = ""
    """How the text was read, where another might mean something else by it."""
    source: str = ""
    """Where the start value is from."""

    def __hash__(self) -> int:
        """Of its texts: the value may be a model, which takes long to hash."""
        return hash((self.text, self.start, self.error))

    @cached_property
    def means(self) -> str:
        """The number in words, where its text has a letter for a magnitude."""
        if not isinstance(self.field, Number) or isinstance(self.value, Unknown) or self.error:
            return ""
        text = self.field.text(self.value)
        return self.field.words(self.value) if text[-1:].isalpha() or "e" in text else ""

    @property
    def changed(self) -> bool:
        """Whether it stands elsewhere than where it starts."""
        return self.text != self.start or bool(self.error)


@dataclass(frozen=True, kw_only=True)
class FormState:
    """A filled-in form with its result."""

    calculator: Calculator[..., Any]
    entries: Mapping[str, Entry]
    result: Any = None
    problem: str = ""
    """Why there is no result although every field can be read."""
    notice: str = ""
    """What else the reader should know: a link sets what is no parameter."""

    @property
    def valid(self) -> bool:
        """Whether there is a result."""
        return self.result is not None


def fill(
    calculator: Calculator[..., Any],
    settings: FormSettings,
    inputs: Mapping[str, str],
    moved: Mapping[str, str] | None = None,
) -> FormState:
    """Read a form whose changed fields hold `inputs`, and compute.

    `moved` holds positions of sliders moved just now; they win over texts. Names that are no
    parameters are told and left alone: an old link must not break a page.
    """
    inputs, notice = _known(calculator, inputs)
    slid = {name: _position(calculator, name, at) for name, at in (moved or {}).items()}
    entries = _entries(calculator, tuple(settings.start.items()), {**inputs, **slid})
    if any(entry.error for entry in entries.values()):
        return FormState(calculator=calculator, entries=entries, notice=notice)
    values = {name: entry.value for name, entry in entries.items()}
    return replace(_compute(calculator, entries, values), notice=notice)


type Start = tuple[tuple[str, str], ...]
"""Where fields start on a page, as something to look up."""


@lru_cache(maxsize=32)  # a reader changes one field of a form after the other
def _untouched(calculator: Calculator[..., Any], start: Start) -> Mapping[str, Entry]:
    """The fields of a page without inputs."""
    return _entries(calculator, start, {}, alone=True)


def _entries(
    calculator: Calculator[..., Any],
    start: Start,
    inputs: Mapping[str, str],
    *,
    alone: bool = False,
) -> dict[str, Entry]:
    """Each field as it stands; those that no input concerns are those of the page without any."""
    beside = {} if alone else _untouched(calculator, start)
    starts = dict(start)
    entries: dict[str, Entry] = {}
    values: dict[str, Any] = {}
    for name, kind in calculator.fields.items():
        led = entries.get(kind.follows)
        if beside and name not in inputs and led is beside.get(kind.follows):
            entry = beside[name]
        else:
            first = _start(calculator, starts, kind, values, led)
            entry = _entry(kind, first, inputs.get(name), calculator.source(name, values))
        entries[name] = entry
        values[name] = entry.value
    return entries


def _known(
    calculator: Calculator[..., Any], inputs: Mapping[str, str]
) -> tuple[Mapping[str, str], str]:
    """The inputs by the names of today, and a sentence for those that there are not."""
    renamed = {new: inputs[old] for old, new in calculator.renamed.items() if old in inputs}
    inputs = renamed | dict(inputs)
    known = {*calculator.fields, *calculator.renamed}
    unknown = [quoted(name) for name in inputs if name not in known]
    if not unknown:
        return inputs, ""
    names = both([*unknown[:MAX_LISTED_NAMES], *(["more"] if unknown[MAX_LISTED_NAMES:] else [])])
    return inputs, f"The link also sets {names}, for which there is no field here; the rest counts."


def _start(
    calculator: Calculator[..., Any],
    starts: Mapping[str, str],
    kind: Field,
    values: Mapping[str, Any],
    leader: Entry | None,
) -> Any:
    """The value a field starts from: the page's word, unless another preset is chosen."""
    led = leader is None or leader.error or leader.text == leader.start
    if kind.name in starts and led:
        return kind.read(starts[kind.name])
    return calculator.start(kind.name, values)


def _entry(kind: Field, start: Any, text: str | None, source: str) -> Entry:
    first = "" if isinstance(start, Unknown) else kind.text(start)
    shown, value, error, notice = first, start, "", ""
    if text is not None and text.strip() != first:
        try:
            value = kind.read(text)
        except ValueError as wrong:
            shown, error = text[:MAX_ECHOED_CHARACTERS], str(wrong)
        else:
            shown = kind.text(value)
            notice = kind.explain(text) if shown != text.strip() else ""
    return Entry(
        field=kind, text=shown, start=first, value=value, error=error, notice=notice, source=source
    )


def _position(calculator: Calculator[..., Any], name: str, position: str) -> str:
    """The text for a slider's position; nonsense stays as it is and gets its sentence."""
    kind = calculator.fields.get(name)
    try:
        at = float(position[:MAX_ECHOED_CHARACTERS])
        return kind.text(kind.slider.at(at)) if isinstance(kind, Number) else position
    except ValueError:
        return position


def _compute(
    calculator: Calculator[..., Any], entries: dict[str, Entry], values: Mapping[str, Any]
) -> FormState:
    """Compute; what the calculator refuses goes to the field it names, else to the whole form."""
    try:
        result = calculator.compute(values)
    except ArithmeticError:
        problem = "These numbers are too large or too small to compute with; others would do."
        return FormState(calculator=calculator, entries=entries, problem=problem)
    except ValueError as error:
        name = getattr(error, "parameter", "")
        sentence = getattr(error, "sentence", str(error))
        if name not in entries:
            return FormState(calculator=calculator, entries=entries, problem=sentence)
        entries[name] = replace(entries[name], error=sentence)
        return FormState(calculator=calculator, entries=entries)
    return FormState(calculator=calculator, entries=entries, result=result)
