"""A form as a reader has filled it in: the values of its fields, and a result or errors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from calc import words
from calc.form.attempt import Failure, attempt
from calc.form.declare import Calculator
from calc.form.errors import Question, Reading
from calc.form.fields import Field
from calc.form.memo import memo
from calc.form.number_field import Number
from calc.form.range import Range
from calc.form.sentences import both, quoted
from calc.units import Unknown

if TYPE_CHECKING:
    from calc.form.ranges.spread import Spread

MAX_ECHOED_CHARACTERS = 1000
"""How much of an invalid text goes back into its field."""

MAX_LISTED_NAMES = 3
"""How many unknown parameter names the notice lists."""


@dataclass(frozen=True, kw_only=True)
class FormSettings:
    """What the author of a page sets: start values, and what is shown."""

    start: Mapping[str, str] = field(default_factory=dict)
    """Canonical texts by parameter, where they differ from the defaults of the signature."""
    show: tuple[str, ...] = ()
    """Parameters and results to show. If it names no parameter, all are shown; so with results."""

    first: tuple[str, ...] = ()
    """Parameters that the form begins with; if none, those of the calculator."""
    over: tuple[str, ...] = ()
    """The inputs that a result is drawn along, each with its span: see `calc.form.sweep`."""
    of: str = ""
    """The result that is drawn; "" for the first announced one."""
    points: int = 0
    """Values along each input; 0 for as many as usual."""

    scenarios: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Inputs that the page offers at once, by the name of the scenario."""

    def shown(self, names: Iterable[str]) -> set[str]:
        """The names that the page shows: the listed ones of these, or all if it lists none."""
        all_names = set(names)
        return all_names.intersection(self.show) or all_names

    def leading(self, calculator: Calculator[..., Any]) -> tuple[str, ...]:
        """The parameters that the form begins with, in order; the other shown ones are folded.

        What a page shows by name is not folded, unless the page also says what comes first.
        """
        named = [name for name in calculator.fields if name in self.show]
        shown = self.shown(calculator.fields)
        leading = self.first or named or calculator.first
        return tuple(name for name in leading if name in shown) or tuple(
            name for name in calculator.fields if name in shown
        )


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One field with what is in it."""

    field: Field
    text: str
    """The canonical text of the value; if the input is invalid, the text as typed."""
    start: str
    """The canonical text of the start value."""
    value: Any
    """Unknown if the preset has no such value and nothing is typed; None if it is left empty. Of a
    range it is the middle.
    """
    range: Range | None = None
    error: str = ""
    """What is wrong with the text, or which of its readings is meant."""
    readings: tuple[Reading, ...] = ()
    """What the text may mean, if people would read it differently."""
    notice: str = ""
    """How the text was understood, if it could mean something else."""
    about_value: str = ""
    """A sentence about the value, if it is the one that the calculator starts from."""
    source: str = ""
    """The source of that value, likewise."""

    def __hash__(self) -> int:
        """Of its texts only: a preset's value may be large and slow to hash."""
        return hash((self.text, self.start, self.error))

    @cached_property
    def means(self) -> str:
        """The number in words, if its text has a letter or an exponent for its magnitude."""
        known = self.value is not None and not isinstance(self.value, Unknown)
        if not isinstance(self.field, Number) or not known or self.error:
            return ""
        if self.range:
            from calc.form.ranges import text as ranges

            return ranges.means(self.field, self.range)
        text = self.field.text(self.value)
        return self.field.spoken(self.value) if any(map(str.isalpha, text)) else ""

    @property
    def changed(self) -> bool:
        """Whether it differs from its start value."""
        return self.text != self.start or bool(self.error)


@dataclass(frozen=True, kw_only=True)
class FormState:
    """A form with a value in every field, and its result."""

    calculator: Calculator[..., Any]
    entries: Mapping[str, Entry]
    result: Any = None
    """With ranges, the result for the middle of each."""
    spread: "Spread | None" = None
    """What the ranges make of the numbers of the result; None without ranges."""
    problem: str = ""
    """Why there is no result although no field is invalid."""
    notice: str = ""
    """What else the reader should know: the link sets parameters that do not exist."""
    fault: BaseException | None = None
    """The exception of a calculator that fails with these values, which is a fault in its code."""

    @property
    def valid(self) -> bool:
        """Whether there is a result."""
        return self.result is not None

    def value(self, name: str) -> Any:
        """A result as it is shown: with ranges, a number is the median of its draws."""
        number = self.spread and self.spread.numbers.get(name)
        return number.middle if number else getattr(self.result, name)

    @property
    def ranges(self) -> dict[str, Range]:
        """The ranges of the fields that have one, by name."""
        return {name: entry.range for name, entry in self.entries.items() if entry.range}

    @property
    def values(self) -> list[tuple[str, Any]]:
        """The value of each field, by its name."""
        return [(name, entry.value) for name, entry in self.entries.items()]


def fill(
    calculator: Calculator[..., Any],
    settings: FormSettings,
    inputs: Mapping[str, str],
    moved: Mapping[str, str] | None = None,
) -> FormState:
    """Parse the texts of the changed fields, and compute.

    `moved` has the positions of sliders that were just moved; they take precedence over texts.
    Unknown parameter names give a notice and no error: an old link must not break a page.
    """
    inputs, notice = _known(calculator, inputs)
    positions = {name: _position(calculator, name, at) for name, at in (moved or {}).items()}
    entries = _entries(calculator, tuple(settings.start.items()), {**inputs, **positions})
    if any(entry.error for entry in entries.values()):
        return FormState(calculator=calculator, entries=entries, notice=notice)
    values = {name: entry.value for name, entry in entries.items()}
    state = replace(_compute(calculator, entries, values), notice=notice)
    if not state.valid or not state.ranges:
        return state
    from calc.form.ranges import spread  # loaded only for ranges

    return replace(state, spread=spread.of(state))


type Start = tuple[tuple[str, str], ...]
"""The start values of a page, as a key for a cache."""


@memo(32, in_builds=32)  # a reader changes the fields of one form, one after the other
def _untouched(calculator: Calculator[..., Any], start: Start) -> Mapping[str, Entry]:
    """The fields of a page before anything is changed."""
    return _entries(calculator, start, {}, alone=True)


def _entries(
    calculator: Calculator[..., Any],
    start: Start,
    inputs: Mapping[str, str],
    *,
    alone: bool = False,
) -> dict[str, Entry]:
    """Every field. Those that no input affects are taken from `_untouched`, unless `alone`."""
    untouched = {} if alone else _untouched(calculator, start)
    starts = dict(start)
    entries: dict[str, Entry] = {}
    values: dict[str, Any] = {}
    for name, kind in calculator.fields.items():
        leader = entries.get(kind.follows)
        if untouched and name not in inputs and leader is untouched.get(kind.follows):
            entry = untouched[name]
        else:
            first = _start(calculator, starts, kind, values, leader)
            entry = _entry(kind, first, inputs.get(name))
            if not entry.range and entry.value == calculator.start(name, values):
                about, source = calculator.about_start(name, values)
                entry = replace(entry, about_value=about, source=source)
        entries[name] = entry
        values[name] = entry.value
    return entries


def _known(
    calculator: Calculator[..., Any], inputs: Mapping[str, str]
) -> tuple[Mapping[str, str], str]:
    """The inputs by the current names of their parameters, and a notice of unknown ones."""
    renamed = {new: inputs[old] for old, new in calculator.renamed.items() if old in inputs}
    inputs = renamed | dict(inputs)
    known = {*calculator.fields, *calculator.renamed}
    unknown = [quoted(name) for name in inputs if name not in known]
    if not unknown:
        return inputs, ""
    said = words.current()
    names = both(
        [*unknown[:MAX_LISTED_NAMES], *([said.more] if unknown[MAX_LISTED_NAMES:] else [])]
    )
    return inputs, said.link_sets.format(names=names)


def _start(
    calculator: Calculator[..., Any],
    starts: Mapping[str, str],
    kind: Field,
    values: Mapping[str, Any],
    leader: Entry | None,
) -> Any:
    """The start value: the page's own, unless another preset than the page's is chosen."""
    as_built = leader is None or leader.error or leader.text == leader.start
    if kind.name in starts and as_built:
        return kind.understand(starts[kind.name])
    return calculator.start(kind.name, values)


def _entry(kind: Field, start: Any, text: str | None) -> Entry:
    first = "" if isinstance(start, Unknown) else kind.text(start)
    shown, value, error, notice = first, start, "", ""
    readings: tuple[Reading, ...] = ()
    if text is not None and text.strip() != first:
        try:
            value = kind.understand(text)
        except ValueError as wrong:
            shown, error = text[:MAX_ECHOED_CHARACTERS], str(wrong)
            readings = wrong.readings if isinstance(wrong, Question) else ()
            if not isinstance(kind, Number) and ".." in text:
                error = f"{error} {words.current().range_in_numbers_only}"
        else:
            shown = kind.text(value)
            doubtful = shown != text.strip() or words.current().marks_notice
            if doubtful and not isinstance(value, Range):
                notice = kind.explain(text)
    between = value if isinstance(value, Range) else None
    if between and isinstance(kind, Number):
        value = kind.middle(between)
    return Entry(
        field=kind,
        text=shown,
        start=first,
        value=value,
        range=between,
        error=error,
        readings=readings,
        notice=notice,
    )


def _position(calculator: Calculator[..., Any], name: str, position: str) -> str:
    """The text for a slider's position; an invalid position is kept, and its field reports it."""
    kind = calculator.fields.get(name)
    try:
        at = float(position[:MAX_ECHOED_CHARACTERS])
        return kind.text(kind.slider.at(at)) if isinstance(kind, Number) else position
    except ValueError:
        return position


def _compute(
    calculator: Calculator[..., Any], entries: dict[str, Entry], values: Mapping[str, Any]
) -> FormState:
    """Compute. An error of the calculator belongs to the field it names, else to the form."""
    result = attempt(calculator, values)
    if not isinstance(result, Failure):
        return FormState(calculator=calculator, entries=entries, result=result)
    if result.parameter in entries:
        entries[result.parameter] = replace(entries[result.parameter], error=result.sentence)
        return FormState(calculator=calculator, entries=entries)
    return FormState(
        calculator=calculator, entries=entries, problem=result.sentence, fault=result.fault
    )
