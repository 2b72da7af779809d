"""Solving: the value of one input that gives a wanted result, all other inputs as they are.

    {"weight": {"price": "$20"}}     which weight comes to $20?

The wanted result is a text as its field would read it, in the unit of the result. The answer is a
sentence in every case: one value, several, all of a stretch, none within the bounds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, override

from calc import words
from calc.form import curve, display, many, numbers
from calc.form.attempt import Failure
from calc.form.curve import Curve, Found, Spot
from calc.form.number_field import Number
from calc.form.range import Range
from calc.form.sentences import both, capital, either, ended, in_sentence, quoted
from calc.form.slider import Slider
from calc.form.state import FormState
from calc.form.table import Result
from calc.form.unit_styles import style
from calc.units import Unknown

if TYPE_CHECKING:
    from calc.form.ranges.solved import Solutions
    from calc.form.ranges.spread import Between

MAX_LISTED = 8
"""Values that a sentence lists."""

SHOWN_DIGITS, SHOWN_CHARACTERS = 4, 7
"""A value with more characters is shown rounded to so many digits, too."""

MAX_GAPS = 2
"""Stretches without a result that a sentence lists."""

ROUNDED = 1e-7
"""How far the digits of a solution are cut: the result must stay as near."""

type Asked = Mapping[str, Mapping[str, str]]
"""Parameter, result, and the text of what is wanted; one of each."""


class SolveError(ValueError):
    """What is asked cannot be looked for; the message is a sentence."""


@dataclass(frozen=True, kw_only=True)
class Solution:
    """A value of the input, as its field writes it, and what it gives."""

    value: float
    text: str
    gives: float
    to: float | None = None
    """All values from `value` to this one give the same."""


@dataclass(frozen=True, kw_only=True)
class Solved:
    """The answer to a question."""

    parameter: str
    result: str
    wanted: float
    text: str
    """What is wanted, as it was written."""
    sentence: str
    solutions: tuple[Solution, ...] = ()
    nearest: tuple[Solution, ...] = ()
    """Where there is no solution: the values that come nearest."""
    chosen: Solution | None = None
    """Of several solutions the one next to the present value."""
    over: "Solutions | None" = None
    """The values that give the result over the ranges of other inputs, if some have ranges: the
    solutions above are for the middle of each."""


def read(asked: Any) -> tuple[str, str, str]:
    """Parameter, result and text of a question. Raises SolveError if it has not one of each."""
    if isinstance(asked, Mapping) and len(asked) == 1:
        (parameter, wanted), *_ = asked.items()
        if isinstance(wanted, Mapping) and len(wanted) == 1:
            (result, text), *_ = wanted.items()
            if isinstance(text, int | float) and not isinstance(text, bool):
                text = words.current().number(numbers.plain(*numbers.decimal(text)))
            if isinstance(parameter, str) and isinstance(result, str) and isinstance(text, str):
                return parameter, result, text
    raise SolveError(words.current().solve_one_of_each)


def inputs(state: FormState) -> list[str]:
    """The parameters that can be looked for."""
    return [name for name, one in state.entries.items() if isinstance(one.field, Number)]


def results(state: FormState) -> list[str]:
    """The results that can be wanted."""
    return [name for name, row in state.calculator.results.items() if row.kind == "number"]


def solve(state: FormState, asked: Any) -> Solved:
    """The answer for a form as it is filled in. Raises SolveError."""
    parameter, result, text = read(asked)
    parameter = state.calculator.current(parameter)
    field = state.entries[_known(parameter, inputs(state), state)].field
    row = state.calculator.results[_known(result, results(state), state)]
    assert isinstance(field, Number)
    for name, entry in state.entries.items():
        if entry.error and name != parameter:
            label = entry.field.label
            raise SolveError(
                words.current().solve_other_error.format(label=label, error=entry.error)
            )
    values = dict(state.values)
    present = values[parameter]
    known = isinstance(present, int | float) and not state.entries[parameter].error
    present = present if known else None

    compute = many.Many(state)

    def computed(changed: Mapping[str, Any]) -> float | Unknown:
        y = compute.number(row.name, **changed)
        if isinstance(y, Failure):
            return Unknown(y.sentence)
        finite = -display.LARGEST_FLOAT <= y <= display.LARGEST_FLOAT
        return y if finite else Unknown(words.current().too_extreme)

    shown = getattr(state.result, row.name, None) if state.valid else None
    wanted = _target(text, row, shown)
    closer = curve.CLOSER_SLOW if state.calculator.slow else curve.CLOSER
    allowed = curve.Allowed(field)
    found = Curve(lambda x: computed({parameter: x}), allowed, present, closer=closer)
    one = _Asked(field=field, row=row, wanted=found.snapped(wanted), text=text)
    answered = _answer(one, found, present)
    if state.ranges.keys() - {parameter} and found.spots:
        return _over_ranges(answered, one, found, state, computed)
    return answered


def _over_ranges(
    answered: Solved,
    asked: "_Asked",
    found: Curve,
    state: FormState,
    computed: Callable[[Mapping[str, Any]], float | Unknown],
) -> Solved:
    """The answer for the middle of the ranges of other inputs, with the one over the ranges."""
    from calc.form.ranges import solved  # loaded only for ranges

    said, name = words.current(), asked.field.name
    start = answered.chosen.value if answered.chosen else found.nearest(asked.wanted)[0].x
    over = solved.of(state, name, found, asked.wanted, start, computed)
    ranges = [in_sentence(state.entries[n].field.label) for n in state.ranges if n != name]
    about, labels = [answered.sentence], both(ranges)
    if over and over.between:
        value = _between(over.between, over.kind, asked.field.unit)
        label = in_sentence(asked.field.label)
        about.append(said.solve_over.format(labels=labels, label=label, value=value))
    else:
        about.append(said.solve_middle.format(labels=labels))
    if over and over.missing:
        about.append(said.solve_missing.format(share=display.quantity(over.missing, "1")))
    return replace(answered, sentence=" ".join(about), over=over)


def _between(between: "Between", kind: str, unit: str) -> str:
    """The value of an input over ranges of others, as results of ranges are written."""
    said, after = words.current(), style(unit).after
    low, middle, high = (
        display.quantity(x, unit) for x in (between.low, between.middle, between.high)
    )
    if low == high:
        return low
    if after.startswith(" "):
        low = low.removesuffix(after)
    shape = said.range_bounds if kind == "bounds" else said.range_interval
    return shape.format(low=low, median=middle, high=high)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A question that can be looked into."""

    field: Number
    row: Result
    wanted: float
    text: str

    @property
    def aim(self) -> str:
        """What is wanted in a few words: “price $20.00”."""
        return f"{in_sentence(self.row.label)} {self.quantity(self.wanted)}"

    def quantity(self, value: float) -> str:
        """A result with at least as many digits as tell it from what is wanted."""
        unit, precision = self.row.unit, self.row.precision
        text = display.quantity(value, unit, precision=precision)
        for digits in (5, 8, 12):
            same = display.quantity(self.wanted, unit, precision=precision)
            if value == self.wanted or text != same:
                break
            text = display.quantity(value, unit, precision=precision, digits=digits)
        return text

    def input(self, value: float) -> str:
        """A value with its unit: “3.333 kg (exactly 3.33333333)”."""
        field, short = self.field, float(f"{value:.{SHOWN_DIGITS - 1}e}")
        if short == value or len(field.text(value)) <= SHOWN_CHARACTERS:
            return self.exact(value)
        short = int(short) if field.integer else short
        return words.current().solve_rounded.format(
            rounded=self.exact(short), text=field.text(value)
        )

    def exact(self, value: float) -> str:
        """A value with its unit, as its field writes it."""
        said, field = words.current(), self.field
        if field.percent:
            return field.text(value)
        how = style(field.unit)
        if how.before:
            return said.amount(how.before, field.text(value))
        unit = said.unit_of_one(field.unit) if value == 1 else said.unit(field.unit)
        return f"{field.text(value)} {unit}".rstrip()


def _known(name: str, names: list[str], state: FormState) -> str:
    """The name, if it is one of these. Raises SolveError."""
    if name in names:
        return name
    said = words.current()
    if not names:
        raise SolveError(said.solve_no_numbers.format(calculator=state.calculator.name))
    raise SolveError(said.solve_unknown.format(name=quoted(name), names=either(names)))


class _Wanted(Number):
    """Reads a result as a field of its unit would."""

    @override
    def _would_do(self, wrong: str) -> str:
        return words.current().would_do.format(wrong=wrong, wanted=self.label)


def _target(text: str, row: Result, shown: Any) -> float:
    """What is wanted, in base units. Raises SolveError."""
    known = isinstance(shown, int | float)
    example = display.quantity(shown, row.unit) if known else words.current().solve_a_number
    field = _Wanted(
        name=row.name,
        label=example,
        low=-display.LARGEST_FLOAT,
        high=display.LARGEST_FLOAT,
        integer=False,
        unit=row.unit,
        percent=style(row.unit).percent,
        slider=Slider(low=0, high=1, log=False, integer=False),
    )
    try:
        value: float | Range = field.read(text)
    except ValueError as wrong:
        raise SolveError(
            words.current().solve_wanted_error.format(label=row.label, error=wrong)
        ) from wrong
    if isinstance(value, Range):
        said = words.current()
        error = said.would_do.format(wrong=said.solve_no_range, wanted=example)
        raise SolveError(said.solve_wanted_error.format(label=row.label, error=error))
    return value


def _answer(asked: _Asked, found: Curve, present: float | None) -> Solved:
    said, wanted = words.current(), asked.wanted
    label = in_sentence(asked.field.label)
    spots = found.spots
    gaps = found.gaps()
    low, high = asked.field.text(asked.field.low), asked.exact(asked.field.high)

    def answer(sentence: str, *about_gaps: str, **more: Any) -> Solved:
        parts = [ended(capital(sentence)), *about_gaps]
        return Solved(
            parameter=asked.field.name,
            result=asked.row.name,
            wanted=wanted,
            text=asked.text,
            sentence=" ".join(parts),
            **more,
        )

    if not spots:
        reason = gaps[0].reason if gaps else said.no_value
        return answer(
            said.solve_never.format(result=in_sentence(asked.row.label), label=label, reason=reason)
        )
    places = found.solutions(wanted)
    if len(places) == 1 and places[0].first.x != places[0].last.x:
        ends = places[0]
        one = _solution(asked, found, ends, present)
        if len({spot.y for spot in found.spots}) == 1:
            sentence = said.solve_always.format(result=asked.aim, label=label)
        else:
            sentence = said.solve_stretch.format(
                label=label,
                low=asked.input(ends.first.x),
                high=asked.input(ends.last.x),
                result=asked.aim,
            )
        return answer(sentence, solutions=(one,), chosen=one)
    if places:
        solutions = tuple(_solution(asked, found, place, present) for place in places)
        chosen = solutions[0]
        if present is not None:
            chosen = min(solutions, key=lambda one: abs(one.value - present))
        if len(solutions) == 1:
            sentence = said.solve_gives.format(
                label=label, value=asked.input(chosen.value), result=asked.aim
            )
        else:
            listed = [_listed(asked, one) for one in solutions[:MAX_LISTED]]
            more = [said.more] if solutions[MAX_LISTED:] else []
            sentence = said.solve_several.format(
                label=label, result=asked.aim, values=both([*listed, *more])
            )
        return answer(sentence, solutions=solutions, chosen=chosen)
    near = [_spot(asked, spot) for spot in found.nearest(wanted)]
    ys = {spot.y for spot in found.spots}
    if len(ys) == 1:
        sentence = said.solve_constant.format(
            result=in_sentence(asked.row.label),
            value=asked.quantity(ys.pop()),
            label=label,
            low=asked.field.text(spots[0].x),
            high=asked.exact(spots[-1].x),
        )
        return answer(sentence, *_about_gaps(asked, gaps))
    gives = [
        said.solve_near.format(value=asked.input(one.value), result=asked.quantity(one.gives))
        for one in near
    ]
    shape = said.solve_between if len(near) > 1 else said.solve_beyond
    if not found.certain:
        shape = said.solve_not_found
    about = () if len(near) > 1 else _about_gaps(asked, gaps)  # a gap may hide what is out of reach
    sentence = shape.format(label=label, low=low, high=high, result=asked.aim, near=both(gives))
    return answer(sentence, *about, nearest=tuple(near))


def _listed(asked: _Asked, one: Solution) -> str:
    """A solution among several: a value, or the two ends of a stretch."""
    if one.to is None:
        return asked.input(one.value)
    first, last = sorted((one.value, one.to))
    return words.current().span.format(low=asked.input(first), high=asked.input(last))


def _spot(asked: _Asked, spot: Spot) -> Solution:
    value: Any = spot.x
    return Solution(value=value, text=asked.field.text(value), gives=spot.y)


def _solution(asked: _Asked, found: Curve, place: Found, present: float | None) -> Solution:
    """A place as a value with no more digits than it needs; of a stretch, the end to go to."""
    first, last = place.first.x, place.last.x
    if first != last:
        inside = present is not None and first <= present <= last
        value = present if inside and present is not None else first
        other = last if value == first else first
        if inside and value not in (first, last):
            other = last
        y = found.at(value)
        gives = place.first.y if isinstance(y, Unknown) else y
        return Solution(value=value, text=asked.field.text(value), gives=gives, to=other)
    return _spot(asked, _short(asked, found, place.first))


def _short(asked: _Asked, found: Curve, spot: Spot) -> Spot:
    """The value with the fewest digits that gives the same, to seven digits."""
    if spot.x == 0:
        return spot
    slack = ROUNDED * abs(asked.wanted)
    for digits in range(17):
        x = found.allowed.near(float(f"{spot.x:.{digits}e}"))
        if abs(x - spot.x) > ROUNDED * abs(spot.x):
            continue
        y = found.at(x)
        if not isinstance(y, Unknown) and abs(y - asked.wanted) <= max(
            slack, abs(spot.y - asked.wanted)
        ):
            return Spot(x=x, y=y)
    return spot


def _about_gaps(asked: _Asked, gaps: list[curve.Gap]) -> tuple[str, ...]:
    """Where there is no result, and why."""
    said, label = words.current(), in_sentence(asked.field.label)
    found = []
    for gap in gaps[:MAX_GAPS]:
        one = gap.low == gap.high
        shape = said.solve_gap_at if one else said.solve_gap
        low, high = asked.field.text(gap.low), asked.exact(gap.high)
        found.append(shape.format(label=label, low=low, high=high, reason=gap.reason))
    return tuple(found)
