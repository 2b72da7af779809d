"""A sweep as a chart: lines along one input, a map over two."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from calc import words
from calc.chart.axis import Axis
from calc.chart.figure import Chart
from calc.chart.lines import Lines
from calc.chart.map import Map
from calc.chart.plot import Point, Series
from calc.chart.values import drawable
from calc.form import display, sentences
from calc.form.sentences import both, ended, in_sentence
from calc.form.state import FormState
from calc.form.sweep import Along, Sweep, begin, compute
from calc.units import Unknown

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
    return Lines(
        title=title,
        description=_described(sweep, name, xs),
        x=_axis(along),
        y=Axis(label=row.label, unit=row.unit, log=along.log and _spread(ys), zero=False),
        series=tuple(series),
    )


def _series(sweep: Sweep, name: str, xs: Iterable[float], title: str, role: str) -> Series:
    (along,) = sweep.along
    points = tuple(
        Point(
            x=x,
            y=sweep.numbers[x,][name],
            name=along.field.text(x) if x == along.present else "",
            labelled=x == along.present,
        )
        for x in xs
    )
    return Series(name=title, points=points, role=role)


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
        shown = display.quantity(value, row.unit, precision=row.precision)
        label = in_sentence(row.label)
        sentences.append(said.sweep_now.format(inputs=both(parts), result=label, value=shown))
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
