"""A sweep as a chart: lines along one input, a map over two."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from calc import words
from calc.chart.axis import Axis
from calc.chart.figure import Chart
from calc.chart.lines import Lines
from calc.chart.map import Map
from calc.chart.plot import Point, Series
from calc.chart.values import drawable
from calc.form import sentences, shown_of
from calc.form.sentences import both, ended, in_sentence
from calc.form.state import FormState
from calc.form.sweep import Along, Sweep, begin, compute
from calc.units import Unknown

if TYPE_CHECKING:
    from calc.chart.bands import Ends
    from calc.form.ranges.spread import Between

LOG_FROM = 20.0
"""Numbers that differ by such a factor along a log scale are drawn on a log scale, too."""


def chart(sweep: Sweep, name: str, pinned: Sequence[FormState] = ()) -> Chart:
    """The chart of one of the results, which must be complete.

    Along one input, pinned scenarios are drawn as lines beside it.
    """
    return _map(sweep, name) if len(sweep.along) == 2 else _lines(sweep, name, pinned)


def _lines(sweep: Sweep, name: str, pinned: Sequence[FormState]) -> Lines:
    said, (along,) = words.current(), sweep.along
    row = sweep.state.calculator.results[name]
    parameter = along.field.name
    others = []
    for one in pinned:
        if all(not e.error for n, e in one.entries.items() if n != parameter):
            value = one.entries[parameter].value
            known = isinstance(value, int | float) and not one.entries[parameter].error
            others.append(begin(one, [replace(along, present=value if known else None)]))
    inside = {
        each.present
        for (each,) in (sweep.along, *(other.along for other in others))
        if each.present is not None and each.low <= each.present <= each.high
    }
    xs = sorted({*along.values, *inside})
    for each in (sweep, *others):
        compute(each, [(x,) for x in xs])
    label = in_sentence(row.label)
    names = [said.now if others else label]
    names += [sentences.scenario_name(at) for at in range(len(others))]
    series = [
        _series(each, name, xs, title, "this" if not at else f"pinned-{at}")
        for at, (each, title) in enumerate(zip((sweep, *others), names, strict=True))
    ]
    ys = [point.y for one in series for point in one.points]
    title = said.sweep_title.format(result=row.label, input=in_sentence(along.field.label))
    parts: dict[str, Any] = {
        "title": title,
        "description": _described(sweep, name, xs),
        "x": _axis(along),
        "y": Axis(label=row.label, unit=row.unit, log=along.log and _spread(ys), zero=False),
        "series": tuple(series),
    }
    if not any(each.kind for each in (sweep, *others)):
        return Lines(**parts)
    from calc.chart.bands import Banded  # loaded only for ranges

    bands = tuple(_band(each, name, xs) for each in (sweep, *others))
    return Banded(**parts, bands=bands)


def _series(sweep: Sweep, name: str, xs: Iterable[float], title: str, role: str) -> Series:
    (along,) = sweep.along
    points = tuple(
        Point(
            x=x,
            y=between.middle if between else sweep.numbers[x,][name],
            name=along.field.text(x) if x == along.present else "",
            labelled=x == along.present,
        )
        for x in xs
        for between in (_between(sweep, x, name),)
    )
    return Series(name=title, points=points, role=role)


def _between(sweep: Sweep, x: float, name: str) -> "Between | None":
    """The interval of a result at a value; at the present one that of the form, of more draws."""
    (along,), state = sweep.along, sweep.state
    if not sweep.kind:
        return None
    if x == along.present and state.spread and along.field.name not in state.ranges:
        own = state.spread.numbers.get(name)
        if own:
            return own
    return sweep.between[x,].get(name)


def _band(sweep: Sweep, name: str, xs: Iterable[float]) -> "tuple[Ends | None, ...]":
    from calc.chart.bands import Ends

    return tuple(
        Ends(x=x, low=one.low, high=one.high) if one else None
        for x in xs
        for one in (_between(sweep, x, name),)
    )


def _map(sweep: Sweep, name: str) -> Map:
    said, (across, down) = words.current(), sweep.along
    row = sweep.state.calculator.results[name]
    zs = tuple(tuple(sweep.numbers[x, y][name] for x in across.values) for y in down.values)
    here = None
    if across.present is not None and down.present is not None:
        inside = all(each.low <= (each.present or 0) <= each.high for each in sweep.along)
        here = (across.present, down.present) if inside else None
    return Map(
        title=said.sweep_map_title.format(
            result=row.label,
            across=in_sentence(across.field.label),
            down=in_sentence(down.field.label),
        ),
        description=_described(sweep, name, ()),
        x=_axis(across),
        y=_axis(down),
        z=Axis(
            label=row.label,
            unit=row.unit,
            log=_spread([z for line in zs for z in line]),
        ),
        xs=across.values,
        ys=down.values,
        zs=zs,
        here=here,
        here_name=said.now,
    )


def _axis(along: Along) -> Axis:
    ends = (along.low, along.high)
    return Axis(label=along.field.label, unit=along.field.unit, log=along.log, covers=ends)


def _spread(values: Iterable[float | Unknown]) -> bool:
    """Whether numbers are above 0 and differ by a large factor."""
    known = [value for value in values if drawable(value)]
    return bool(known) and min(known) > 0 and max(known) > LOG_FROM * min(known)


def _described(sweep: Sweep, name: str, xs: Sequence[float]) -> str:
    """Where the present value is, and where there is none of the result."""
    said = words.current()
    row, sentences = sweep.state.calculator.results[name], []
    parts = [
        f"{in_sentence(each.field.label)} {each.field.text(each.present)}"
        for each in sweep.along
        if each.present is not None
    ]
    value = getattr(sweep.state.result, name, None) if sweep.state.valid else None
    if len(parts) == len(sweep.along) and isinstance(value, int | float):
        shown = shown_of.text(sweep.state, row)
        label = in_sentence(row.label)
        sentences.append(said.sweep_now.format(inputs=both(parts), result=label, value=shown))
    if sweep.kind:
        sentences.append(said.sweep_bounds if sweep.kind == "bounds" else said.sweep_interval)
    elif sweep.state.ranges:
        sentences.append(said.sweep_middle)
    found = [sweep.numbers[place][name] for place in sweep.places]
    reasons = list(dict.fromkeys(one.reason for one in found if isinstance(one, Unknown)))
    if reasons:
        missing = [
            p for p, one in zip(sweep.places, found, strict=True) if isinstance(one, Unknown)
        ]
        if len(sweep.along) == 1:
            text = sweep.along[0].field.text
            low, high = text(missing[0][0]), text(missing[-1][0])
            where = low if low == high else said.span.format(low=low, high=high)
        else:
            count = said.number(f"{len(missing):,}")
            where = said.sweep_some.format(count=count, all=said.number(f"{len(found):,}"))
        sentences.append(said.sweep_gap.format(where=where, reason=ended(reasons[0])))
    return " ".join(sentences)
