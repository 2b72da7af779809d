"""Pinned scenarios: a column for each beside the results of the form, with the differences."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from calc import words
from calc.form import display, show, shown_of, summary
from calc.form.drawn import Drawn
from calc.form.markers import Precision
from calc.form.markup import escape
from calc.form.sentences import Reasons, in_sentence, scenario_name
from calc.form.state import FormState
from calc.form.table import Result, has_rows
from calc.units import Unknown


class Comparison:
    """The columns of the pinned scenarios."""

    def __init__(self, live: FormState, pinned: Sequence[FormState]) -> None:
        self.live = live
        self.pinned = pinned
        valid = [one for one in (live, *pinned) if one.valid]
        self.differing = [
            parameter
            for parameter in live.entries
            if len({one.entries[parameter].text for one in valid}) > 1
            and any(one.entries[parameter].changed for one in valid)
        ]
        """The inputs that differ between scenarios, one of which changed them."""
        self._reasons = [Reasons() for _ in pinned]
        """The reasons for unknown numbers, per column."""

    def head(self) -> str:
        """The head of the table: the inputs of each scenario, and a button to unpin it."""
        said = words.current()
        inputs = escape(self._inputs(self.live))
        now = f'<th scope="col"><strong>{said.now}</strong> {inputs}</th>'
        columns = "".join(self._columns())
        corner = f'<th scope="col">{said.result} <small>{said.differences}</small></th>'
        return f"<thead><tr>{corner}{now}{columns}</tr></thead>"

    def _columns(self) -> Iterator[str]:
        said = words.current()
        for number, one in enumerate(self.pinned):
            title, inputs = scenario_name(number), escape(self._inputs(one))
            label = said.unpin_scenario.format(name=title, inputs=inputs)
            yield (
                f'<th scope="col" data-pinned="{number}"><strong>{title}</strong> {inputs}'
                f' <button type="button" data-unpin="{number}" aria-label="{label}">'
                f"{said.unpin}</button></th>"
            )

    def _inputs(self, state: FormState) -> str:
        """The differing inputs in a few words, “weight 20 kg”, or why there are no results."""
        if not state.valid:
            return _fault(state)
        entries = [state.entries[parameter] for parameter in self.differing]
        return ", ".join(map(summary.of_input, entries)) or words.current().same_inputs

    def cells(self, row: Result) -> str:
        """The cells of a row: each scenario's number and its difference from the form's."""
        return "".join(
            f"<td>{self._cell(row, one, reasons)}</td>"
            for one, reasons in zip(self.pinned, self._reasons, strict=True)
        )

    def _cell(self, row: Result, one: FormState, reasons: Reasons) -> str:
        if not one.valid:
            return "–"
        value, now = one.value(row.name), self.live.value(row.name)
        if isinstance(value, Unknown):
            reason = escape(reasons.once(value.reason))
            return (
                f"<span data-unknown>{words.current().unknown_because.format(reason=reason)}</span>"
            )
        shown = shown_of.markup(one, row)
        if isinstance(now, Unknown):
            return shown
        change = _difference(value, now, row)
        return f"{shown}<div data-difference>{escape(change)}</div>" if change else shown

    def has_text(self, row: Result) -> bool:
        """Whether a valid scenario's result is not an empty text."""
        return any(value != "" for _, value in self._values(row))

    def tables(self, row: Result) -> Iterable[tuple[str, Sequence[Any]]]:
        """The tables of the scenarios, each with the name of its scenario."""
        for name, value in self._values(row):
            if has_rows(value):
                yield name, value

    def charts(self, row: Result) -> Iterable[Drawn]:
        """The figures that show the form's result and those of the scenarios."""
        drawn = row.figure(getattr(self.live.result, row.name))
        others = [(name, row.figure(value)) for name, value in self._values(row)]
        known = [(name, chart) for name, chart in others if chart is not None]
        return drawn.with_scenarios(known) if drawn else ()

    def _values(self, row: Result) -> Iterator[tuple[str, Any]]:
        """A result of each valid scenario, with the scenario's name."""
        for number, one in enumerate(self.pinned):
            if one.valid:
                yield in_sentence(scenario_name(number)), getattr(one.result, row.name)


def _difference(value: Any, now: Any, row: Result) -> str:
    """The difference of two results of any kind; "" for texts that differ."""
    if value == now:
        return words.current().same_value
    if value is None or now is None or row.kind == "text":
        return ""
    if row.kind == "number":
        return difference(value, now, row.unit, row.precision)
    try:
        change = value - now
    except TypeError:  # one time with a zone, and one without
        return ""
    return f"{'+' if value > now else ''}{show.text(change, row)}"


def difference(value: float, now: float, unit: str, precision: Precision = None) -> str:
    """The difference between a value and the form's own, absolute and relative.

    >>> difference(5e6, 1e7, "USD"), difference(0.35, 0.4, "1")
    ('−$5.00M, −50.0%', '−5.00 points, −12.5%')
    """
    said = words.current()
    if value == now:
        return said.same_value
    change, sign = value - now, "+" if value > now else ""
    points = unit == "1"
    absolute = (
        said.points.format(number=display.quantity(change * 100, precision=precision))
        if points
        else display.quantity(change, unit, precision=precision)
    )
    return (
        f"{sign}{absolute}, {sign}{display.quantity(change / abs(now), '1')}"
        if now
        else f"{sign}{absolute}"
    )


def _fault(state: FormState) -> str:
    """The first error, or the problem of the whole form."""
    for entry in state.entries.values():
        if entry.error:
            return f"{in_sentence(entry.field.label)}: {entry.error}"
    return state.problem
