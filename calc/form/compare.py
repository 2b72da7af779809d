"""Pinned scenarios: a column for each beside the results of the form, with the differences."""

from collections.abc import Iterable, Iterator, Sequence

from calc.form import display, summary
from calc.form.drawn import Drawn
from calc.form.markup import escape
from calc.form.sentences import Reasons, in_sentence
from calc.form.state import FormState
from calc.form.table import Result
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
        now = f'<th scope="col"><strong>Now</strong> {escape(self._inputs(self.live))}</th>'
        columns = "".join(self._columns())
        corner = '<th scope="col">Result <small>differences from now</small></th>'
        return f"<thead><tr>{corner}{now}{columns}</tr></thead>"

    def _columns(self) -> Iterator[str]:
        for number, one in enumerate(self.pinned):
            title, inputs = scenario_name(number), escape(self._inputs(one))
            label = f"Unpin {title}: {inputs}"
            yield (
                f'<th scope="col" data-pinned="{number}"><strong>{title}</strong> {inputs}'
                f' <button type="button" data-unpin="{number}" aria-label="{label}">'
                "Unpin</button></th>"
            )

    def _inputs(self, state: FormState) -> str:
        """The differing inputs in a few words, “weight 20 kg”, or why there are no results."""
        if not state.valid:
            return _fault(state)
        entries = [state.entries[parameter] for parameter in self.differing]
        return ", ".join(map(summary.of_input, entries)) or "the same inputs"

    def cells(self, row: Result) -> str:
        """The cells of a row: each scenario's number and its difference from the form's."""
        return "".join(
            f"<td>{self._cell(row, one, reasons)}</td>"
            for one, reasons in zip(self.pinned, self._reasons, strict=True)
        )

    def _cell(self, row: Result, one: FormState, reasons: Reasons) -> str:
        if not one.valid:
            return "–"
        value, now = getattr(one.result, row.name), getattr(self.live.result, row.name)
        if isinstance(value, Unknown):
            return f"<span data-unknown>unknown: {escape(reasons.once(value.reason))}</span>"
        shown = f'<data value="{value!r}">{escape(display.quantity(value, row.unit))}</data>'
        if isinstance(now, Unknown):
            return shown
        return f"{shown}<div data-difference>{escape(difference(value, now, row.unit))}</div>"

    def charts(self, row: Result) -> Iterable[Drawn]:
        """The figures that show the form's result and those of the scenarios."""
        drawn: Drawn = getattr(self.live.result, row.name)
        others = [
            (scenario_name(number).lower(), getattr(one.result, row.name))
            for number, one in enumerate(self.pinned)
            if one.valid
        ]
        return drawn.with_scenarios(
            [(one, chart) for one, chart in others if isinstance(chart, Drawn)]
        )


def difference(value: float, now: float, unit: str) -> str:
    """The difference between a value and the form's own, absolute and relative.

    >>> difference(5e6, 1e7, "USD"), difference(0.35, 0.4, "1")
    ('−$5.00 M, −50.0%', '−5.00 points, −12.5%')
    """
    if value == now:
        return "the same"
    change, sign = value - now, "+" if value > now else ""
    points = unit == "1"
    absolute = (
        f"{display.quantity(change * 100)} points" if points else display.quantity(change, unit)
    )
    return (
        f"{sign}{absolute}, {sign}{display.quantity(change / abs(now), '1')}"
        if now
        else f"{sign}{absolute}"
    )


def scenario_name(number: int) -> str:
    """The name of a pinned scenario; `number` counts from 0."""
    return f"Pinned {number + 1}"


def _fault(state: FormState) -> str:
    """The first error, or the problem of the whole form."""
    for entry in state.entries.values():
        if entry.error:
            return f"{in_sentence(entry.field.label)}: {entry.error}"
    return state.problem
