"""Sweeps: the results along one input, or over two, all other inputs as they are.

    ["weight"]                        along the span of its slider
    ["weight=1 kg..20 kg"]            along another span
    ["weight", "price"]               a map over two inputs

Values follow the field's own scale, with as few digits as tell them apart. Where the calculator has
no result, the sweep has the reason. If other inputs are ranges, a line has medians with intervals,
or bounds; a map is for the middle of each range.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as member
from itertools import product
from typing import TYPE_CHECKING, Any

from calc import words
from calc.form import solve
from calc.form.attempt import Failure
from calc.form.display import LARGEST_FLOAT
from calc.form.many import Many, number
from calc.form.number_field import Number
from calc.form.sentences import either, quoted
from calc.form.slider import Slider
from calc.form.state import FormState
from calc.units import Unknown

if TYPE_CHECKING:
    from calc.form.ranges.spread import Between

POINTS, MAP_POINTS = 25, 25
"""Values along a line, and along each side of a map."""

MAX_POINTS, MAX_MAP_POINTS = 1000, 50

SEPARATOR = ".."


class SweepError(ValueError):
    """There is nothing to draw; the message is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Along:
    """An input and the values that it takes."""

    field: Number
    low: float
    high: float
    values: tuple[float, ...]
    present: float | None
    """The value in the form, if it is known."""

    @property
    def log(self) -> bool:
        """Whether the values are equally far apart as exponents."""
        return self.field.slider.log and self.low > 0


type Numbers = dict[str, float | Unknown]
"""The numbers of a result by name."""


@dataclass(frozen=True, kw_only=True)
class Sweep:
    """The numbers of a calculator along one or two inputs."""

    state: FormState
    along: tuple[Along, ...]
    names: tuple[str, ...]
    """The results that are numbers."""
    numbers: dict[tuple[float, ...], Numbers]
    """By the values of the inputs; not all of them yet, if the time did not suffice. Over ranges of
    other inputs these are medians."""
    between: dict[tuple[float, ...], dict[str, "Between"]] = member(default_factory=dict)
    """Then the intervals, or the bounds, of these numbers."""

    @property
    def places(self) -> list[tuple[float, ...]]:
        """The values of the inputs, the last one changing fastest."""
        return list(product(*(each.values for each in self.along)))

    @property
    def kind(self) -> str:
        """Of a line over ranges of other inputs "interval" or "bounds", else ""."""
        swept = {each.field.name for each in self.along}
        kinds = [one.kind for name, one in self.state.ranges.items() if name not in swept]
        if len(self.along) > 1 or not kinds:
            return ""
        return "bounds" if "bounds" in kinds else "interval"

    @property
    def complete(self) -> bool:
        """Whether all values are computed."""
        return all(place in self.numbers for place in self.places)


def read(texts: Any, count: Any, state: FormState) -> tuple[Along, ...]:
    """The inputs to sweep. Raises SweepError."""
    said = words.current()
    listed = [texts] if isinstance(texts, str) else texts
    if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
        raise SweepError(said.sweep_names)
    if not 1 <= len(listed) <= 2:
        raise SweepError(said.sweep_names)
    wanted = points(count, len(listed))
    along = tuple(_along(text, wanted, state) for text in listed)
    if len({each.field.name for each in along}) < len(along):
        raise SweepError(said.sweep_twice.format(name=quoted(along[0].field.name)))
    return along


def points(count: Any, inputs: int) -> int:
    """How many values each of one or two inputs takes; None for as many as usual.

    Raises SweepError.
    """
    said, most = words.current(), MAX_POINTS if inputs == 1 else MAX_MAP_POINTS
    if count is None:
        return POINTS if inputs == 1 else MAP_POINTS
    text = str(count).strip()[:60]
    if not text.isdecimal() or not 2 <= int(text) <= most:
        shown = said.number(f"{most:,}")
        raise SweepError(said.sweep_points.format(points=quoted(text), most=shown))
    return int(text)


def _along(text: str, points: int, state: FormState) -> Along:
    """An input with its span: the slider's, or that of the text. Raises SweepError."""
    said = words.current()
    name, equals, span = (part.strip() for part in text.partition("="))
    names, name = solve.inputs(state), state.calculator.current(name)
    if name not in names:
        if not names:
            raise SweepError(said.solve_no_numbers.format(calculator=state.calculator.name))
        raise SweepError(said.solve_unknown.format(name=quoted(name), names=either(names)))
    entry = state.entries[name]
    field = entry.field
    assert isinstance(field, Number)
    low, high = _span(field, span) if equals else (field.slider.low, field.slider.high)
    slider = Slider(
        low=low,
        high=high,
        log=field.slider.log and low > 0,
        integer=field.integer,
        multiple=field.multiple,
    )
    first, last = slider.first, slider.last
    if not slider.log:  # the positions of a short span may be few
        first, last = float(low), float(high)
    spaced = [first + at * (last - first) / (points - 1) for at in range(points)]
    values = [slider.at(at) if slider.log else field.nearest(_short(at)) for at in spaced]
    inside = dict.fromkeys([low, *(one for one in values if low < one < high), high])
    known = isinstance(entry.value, int | float) and not entry.error
    return Along(
        field=field,
        low=low,
        high=high,
        values=tuple(inside),
        present=entry.value if known else None,
    )


def _short(value: float) -> float:
    """The value without errors of rounding."""
    return float(f"{value:.12g}")


def _span(field: Number, text: str) -> tuple[float, float]:
    """The two ends of a text such as 1T..100T. Raises SweepError."""
    said = words.current()
    usual = f"{field.text(field.slider.low)}{SEPARATOR}{field.text(field.slider.high)}"
    ends = [part.strip() for part in text.replace("…", SEPARATOR).split(SEPARATOR)]
    if len(ends) != 2 or not all(ends):
        wrong = said.sweep_no_span.format(text=quoted(text))
        raise SweepError(said.would_do.format(wrong=wrong, wanted=f"{field.name}={usual}"))
    try:
        low, high = (field.read(end) for end in ends)
    except ValueError as error:
        raise SweepError(f"{field.label}: {error}") from error
    if low == high:
        wrong = said.sweep_one_value.format(text=quoted(text))
        raise SweepError(said.would_do.format(wrong=wrong, wanted=f"{field.name}={usual}"))
    if low > high:
        wrong = said.sweep_reversed.format(text=quoted(text))
        turned = f"{field.name}={field.text(high)}{SEPARATOR}{field.text(low)}"
        raise SweepError(said.would_do.format(wrong=wrong, wanted=turned))
    return low, high


def begin(state: FormState, along: Sequence[Along]) -> Sweep:
    """A sweep without numbers. Raises SweepError if other fields are invalid."""
    swept = {each.field.name for each in along}
    for name, entry in state.entries.items():
        if entry.error and name not in swept:
            label = entry.field.label
            raise SweepError(
                words.current().solve_other_error.format(label=label, error=entry.error)
            )
    names = tuple(solve.results(state))
    if not names:
        raise SweepError(words.current().sweep_no_results.format(calculator=state.calculator.name))
    return Sweep(state=state, along=tuple(along), names=names, numbers={})


def compute(sweep: Sweep, more: Sequence[tuple[float, ...]] = ()) -> Sweep:
    """The sweep with all its numbers, those at other places too."""
    for _ in steps(sweep, more):
        pass
    return sweep


def steps(sweep: Sweep, more: Sequence[tuple[float, ...]] = ()) -> Any:
    """The same in steps, so that a caller may stop: yields after each place."""
    many = Many(sweep.state)
    names = [each.field.name for each in sweep.along]
    for place in (*sweep.places, *more):
        if place not in sweep.numbers:
            values = dict(zip(names, place, strict=True))
            result = many(**values)
            found = {name: _number(result, name) for name in sweep.names}
            if sweep.kind:
                from calc.form.ranges import spread  # loaded only for ranges

                sweep.between[place] = spread.at_place(sweep.state, values)
                found |= {name: one.middle for name, one in sweep.between[place].items()}
            sweep.numbers[place] = found
            yield


def _number(result: Any, name: str) -> float | Unknown:
    found = result if isinstance(result, Failure) else number(result, name)
    if isinstance(found, Failure):
        return Unknown(found.sentence)
    if not -LARGEST_FLOAT <= found <= LARGEST_FLOAT:
        return Unknown(words.current().too_extreme)
    return found


def csv(sweep: Sweep) -> str:
    """A line for each place, a column for each input and each result, in base units (RFC 4180).

    What is not known is empty. Over ranges of other inputs, two more columns for each result have
    the ends of its interval, or its bounds.
    """
    ends = [f"{name}_{end}" for name in sweep.names for end in ("low", "high") if sweep.kind]
    lines = [[*(each.field.name for each in sweep.along), *sweep.names, *ends]]
    for place in sweep.places:
        found = sweep.numbers[place]
        lines.append([*map(repr, place), *(_cell(found[name]) for name in sweep.names)])
        for name in sweep.names if sweep.kind else ():
            one = sweep.between[place].get(name)
            lines[-1] += [repr(one.low), repr(one.high)] if one else ["", ""]
    return "".join(f"{','.join(line)}\r\n" for line in lines)


def _cell(value: float | Unknown) -> str:
    return "" if isinstance(value, Unknown) else repr(value)


def drawn_result(sweep: Sweep, wanted: Any) -> str:
    """The result to draw: the wanted one, or the first that the calculator announces.

    Raises SweepError.
    """
    if wanted is not None and wanted not in sweep.names:
        said = words.current()
        name = quoted(wanted if isinstance(wanted, str) else str(wanted)[:60])
        raise SweepError(said.solve_unknown.format(name=name, names=either(sweep.names)))
    if wanted is not None:
        return str(wanted)
    announced = [name for name in sweep.state.calculator.announced if name in sweep.names]
    return (announced or list(sweep.names))[0]
