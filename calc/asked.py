"""What else a question asks of a form than its results: to solve it, to draw it along inputs.

An answer in HTML has it in a block of its own, below the results. A link, a fence or a question may
ask for something that the calculator does not have; then the block has the sentence that says so.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from calc import words
from calc.chart import swept
from calc.form import solve, state, sweep
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.form.solve import Solution, Solved
from calc.form.state import FormSettings, FormState
from calc.form.sweep import Along, Sweep
from calc.units import Unknown

if TYPE_CHECKING:
    from calc.form.ranges.solved import Solutions


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was found."""

    state: FormState
    """The form, with the solution in its field."""
    before: FormState
    """The form as it was."""
    solved: Solved | None = None
    problem: str = ""
    """Why nothing could be looked for."""
    sweep: Sweep | None = None
    drawn: str = ""
    """The result to draw."""
    undrawn: str = ""
    """Why there is nothing to draw."""


def outcome(
    filled: FormState,
    settings: FormSettings,
    inputs: Mapping[str, str],
    asked: Mapping[str, Any],
) -> Outcome:
    """Do what is asked of a form that was filled with these inputs.

    "portion" is how many places of a sweep to compute; the next question goes on with it.
    """
    after, solved, problem = filled, None, ""
    if "solve" in asked:
        try:
            solved = solve.solve(filled, asked["solve"])
        except solve.SolveError as error:
            problem = str(error)
    if solved and solved.chosen:
        texts = {name: one.text for name, one in filled.entries.items() if one.changed}
        texts[solved.parameter] = solved.chosen.text
        after = state.fill(filled.calculator, settings, {**inputs, **texts})
    found, drawn, undrawn = None, "", ""
    if "over" in asked:
        try:
            along = sweep.read(asked["over"], asked.get("points"), after)
            portion = None if "as" in asked else asked.get("portion")  # an export has all places
            found = _swept(after, along, portion)
            drawn = sweep.drawn_result(found, asked.get("of"))
        except sweep.SweepError as error:
            found, undrawn = None, str(error)
    return Outcome(
        state=after,
        before=filled,
        solved=solved,
        problem=problem,
        sweep=found,
        drawn=drawn,
        undrawn=undrawn,
    )


def of_page(page: FormSettings) -> dict[str, Any]:
    """The keys of a question for what a page draws."""
    if not page.over:
        return {}
    keys: dict[str, Any] = {"over": list(page.over)}
    return (
        keys
        | ({"of": page.of} if page.of else {})
        | ({"points": page.points} if page.points else {})
    )


def drawing(filled: FormState, page: FormSettings, key: str) -> str:
    """What a page draws, as HTML; "" if nothing."""
    if not page.over:
        return ""
    return markup(outcome(filled, page, {}, of_page(page)), key)


FEW_DRAWS = 200
"""What each place of a line over ranges computes: see `calc.form.ranges.draws`."""

_begun: Sweep | None = None
"""The latest sweep, which the next question may go on with."""


def _swept(filled: FormState, along: Sequence[Along], portion: Any) -> Sweep:
    """The sweep, or the next portion of it. Raises SweepError."""
    global _begun  # noqa: PLW0603  one reader changes one form
    made = sweep.begin(filled, along)
    if _begun and _same(_begun, made):
        made = _begun
    if not isinstance(portion, int) or portion < 1:
        return sweep.compute(made)
    _begun = made
    places = max(1, portion // FEW_DRAWS) if made.kind else portion
    for _ in islice(sweep.steps(made), places):
        pass
    return made


def _same(one: Sweep, other: Sweep) -> bool:
    """Whether they have the same numbers; the inputs that they run along may differ in the form."""
    names = {each.field.name for each in other.along}
    return (
        one.state.calculator is other.state.calculator
        and [each.values for each in one.along] == [each.values for each in other.along]
        and [each.field for each in one.along] == [each.field for each in other.along]
        and all(
            one.state.entries[name].text == entry.text and one.state.entries[name].value is not None
            for name, entry in other.state.entries.items()
            if name not in names
        )
    )


def markup(found: Outcome, key: str, pinned: Sequence[FormState] = ()) -> str:
    """What was found as HTML, with buttons that set a field to another value."""
    parts = ""
    if found.problem:
        parts += f"<p data-unsolved>{escape(found.problem)}</p>"
    if found.solved:
        parts += _solved(found.solved, found.before)
    if found.undrawn:
        parts += f"<p data-unsolved>{escape(found.undrawn)}</p>"
    if found.sweep:
        parts += _drawn(found, key, pinned)
    return parts


def _solved(solved: Solved, before: FormState) -> str:
    said, field = words.current(), before.entries[solved.parameter].field
    buttons = []
    for one in (*solved.solutions, *solved.nearest):
        if one != solved.chosen:
            label = said.use_value.format(value=one.text, label=field.label)
            shown = said.use.format(value=one.text)
            buttons.append(_button(solved.parameter, one.text, label, shown))
    earlier = before.entries[solved.parameter]
    if solved.chosen and earlier.text and not earlier.error and earlier.text != solved.chosen.text:
        label = said.back_to.format(label=field.label, start=earlier.text)
        shown = said.back.format(value=earlier.text)
        buttons.append(_button(solved.parameter, earlier.text, label, shown))
    return sentence(solved, " ".join(buttons))


def sentence(solved: Solved, buttons: str = "") -> str:
    """What was found in words; buttons follow it."""
    kind = "data-solved" if solved.chosen else "data-unsolved"
    return f"<p {kind}>{escape(solved.sentence)} {buttons}</p>"


def _button(parameter: str, text: str, label: str, shown: str) -> str:
    return (
        f'<button type="button" data-set="{parameter}" value="{escape(text)}"'
        f' aria-label="{escape(label)}">{escape(shown)}</button>'
    )


def _drawn(found: Outcome, key: str, pinned: Sequence[FormState]) -> str:
    """The chart with sliders for its inputs; while it is not complete, how much of it is."""
    assert found.sweep
    made, said = found.sweep, words.current()
    if not made.complete:
        done = sum(place in made.numbers for place in made.places)
        return (
            f'<progress aria-label="{said.sweep_so_far}" max="{len(made.places)}"'
            f' value="{done}"></progress>'
        )
    # The sweep may be an earlier one: the form has the present values.
    now = sweep.read([_text(each) for each in made.along], len(made.along[0].values), found.state)
    along = tuple(
        Along(field=old.field, low=old.low, high=old.high, values=old.values, present=new.present)
        for old, new in zip(made.along, now, strict=True)
    )
    made = replace(made, state=found.state, along=along)
    figure = swept.chart(made, found.drawn, pinned).markup(f"{key}-asked-figure")
    return figure + "".join(_slider(each, found.state, key) for each in along)


def _text(along: Along) -> str:
    text = along.field.text
    return f"{along.field.name}={text(along.low)}{sweep.SEPARATOR}{text(along.high)}"


def _slider(along: Along, filled: FormState, key: str) -> str:
    """A slider along the axis that sets the input, where the chart and the field's own overlap."""
    field, slider = along.field, along.field.slider
    low = max(slider.first, slider.position(along.low))
    high = min(slider.last, slider.position(along.high))
    if not low < high or not isinstance(field, Number):
        return ""
    value = along.present if along.present is not None else along.low
    label = escape(field.label)
    stops = " ".join(f"{stop:g}" for stop in slider.stops if low <= stop <= high)
    return (
        f'<label data-along>{label} <input type="range" id="{escape(key)}-asked-{field.name}"'
        f' data-slider="{field.name}" min="{low:.15g}" max="{high:.15g}"'
        f' step="{slider.step:.15g}" value="{slider.position(value):.15g}"'
        + (f' data-stops="{stops}"' if stops else "")
        + f' aria-valuetext="{escape(field.spoken(value))}"></label>'
    )


def exported(found: Outcome, form: str, text: str) -> str:
    """An export of the form with what was found; CSV of a sweep is the sweep."""
    if form == "csv" and found.sweep:
        return sweep.csv(found.sweep)
    if form != "json":
        return text
    document = json.loads(text) if text else {"calculator": found.state.calculator.name}
    if found.solved or found.problem:
        solution = {"sentence": found.problem}
        document["solve"] = _object(found.solved) if found.solved else solution
    if found.sweep:
        document["over"] = _points(found.sweep)
    elif found.undrawn:
        document["over"] = {"sentence": found.undrawn}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _object(solved: Solved) -> dict[str, Any]:
    return {
        "input": solved.parameter,
        "result": solved.result,
        "wanted": solved.wanted,
        "solutions": [_value(one) for one in solved.solutions],
        "nearest": [_value(one) for one in solved.nearest],
        **(_over(solved.over) if solved.over else {}),
        "sentence": solved.sentence,
    }


def _over(found: "Solutions") -> dict[str, Any]:
    """The value of the input over the ranges of others, with the keys of a row of an export."""
    known: dict[str, Any] = {"range": found.kind}
    if found.between:
        one, bounds = found.between, found.kind == "bounds"
        known |= {"low": one.low, "median": None if bounds else one.middle, "high": one.high}
    return known | {"share_without": found.missing}


def _value(one: Solution) -> dict[str, Any]:
    known: dict[str, Any] = {"value": one.value, "text": one.text, "gives": one.gives}
    return known | ({"to": one.to} if one.to is not None else {})


def _points(made: Sweep) -> dict[str, Any]:
    """The numbers at each place; null where there is none, with the reason."""
    names = [each.field.name for each in made.along]
    points = []
    for place in made.places:
        found = made.numbers[place]
        known: dict[str, Any] = {
            name: None if isinstance(value, Unknown) else value for name, value in found.items()
        }
        reasons = {
            name: value.reason for name, value in found.items() if isinstance(value, Unknown)
        }
        between = {
            name: {"low": one.low, "median": one.middle, "high": one.high}
            for name, one in made.between.get(place, {}).items()
        }
        points.append(
            {"inputs": dict(zip(names, place, strict=True)), "results": known}
            | ({"between": between} if between else {})
            | ({"reasons": reasons} if reasons else {})
        )
    return {"inputs": names, "points": points}
