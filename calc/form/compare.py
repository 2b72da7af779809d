"""Pinned scenarios beside the one in the form: a column each, with the differences."""

from collections.abc import Iterable, Iterator, Sequence

from calc.form import display, summary
from calc.form.drawn import Drawn
from calc.form.markup import escape
from calc.form.sentences import Reasons, in_sentence
from calc.form.state import FormState
from calc.form.table import Result
from calc.units import Unknown


class Comparison:
    """What stands beside the results of the form."""

    def __init__(self, live: FormState, pinned: Sequence[FormState]) -> None:
        self.live = live
        self.pinned = pinned
        every = [one for one in (live, *pinned) if one.valid]
        self.differing = [
            parameter
            for parameter in live.entries
            if len({one.entries[parameter].text for one in every}) > 1
            and any(one.entries[parameter].changed for one in every)
        ]
        """The inputs that somebody changed and that are not the same in all."""
        self._reasons = [Reasons() for _ in pinned]
        """Why numbers are unknown, for each column."""

    def head(self) -> str:
        """The head of the table: what each scenario is, and a way to be rid of it."""
        now = f'<th scope="col"><strong>Now</strong> {escape(self._words(self.live))}</th>'
        columns = "".join(self._columns())
        corner = '<th scope="col">Result <small>differences from now</small></th>'
        return f"<thead><tr>{corner}{now}{columns}</tr></thead>"

    def _columns(self) -> Iterator[str]:
        for number, one in enumerate(self.pinned):
            title, words = name(number), escape(self._words(one))
            yield (
                f'<th scope="col" data-pinned="{number}"><strong>{title}</strong> {words}'
                f' <button type="button" data-unpin="{number}" aria-label="Unpin {title}: {words}">'
                "Unpin</button></th>"
            )

    def _words(self, state: FormState) -> str:
        """What differs in it, in a few words: “weight 20 kg”; or why it has no results."""
        if not state.valid:
            return _fault(state)
        entries = [state.entries[parameter] for parameter in self.differing]
        return ", ".join(map(summary.of_input, entries)) or "the same inputs"

    def cells(self, row: Result) -> str:
        """A row's cells: each scenario's number, and how far it is from the form's own."""
        return "".join(
            f"<td>{self._cell(row, one, reasons)}</td>"
            for one, reasons in zip(self.pinned, self._reasons, strict=True)
        )

    def _cell(self, row: Result, one: FormState, reasons: Reasons) -> str:
        if not one.valid:
            return "–"
        value, now = getattr(one.result, row.name), getattr(self.live.result, row.name)
        if isinstance(value, Unknown):
            return f"<span data-unknown>unknown: {escape(reasons.words(value.reason))}</span>"
        shown = f'<data value="{value!r}">{escape(display.quantity(value, row.unit))}</data>'
        if isinstance(now, Unknown):
            return shown
        return f"{shown}<div data-difference>{escape(difference(value, now, row.unit))}</div>"

    def charts(self, row: Result) -> Iterable[Drawn]:
        """The figures that show the form's own result and those of the scenarios."""
        drawn: Drawn = getattr(self.live.result, row.name)
        others = [
            (name(number).lower(), getattr(one.result, row.name))
            for number, one in enumerate(self.pinned)
            if one.valid
        ]
        return drawn.beside([(one, chart) for one, chart in others if isinstance(chart, Drawn)])


def difference(value: float, now: float, unit: str) -> str:
    """How far a value is from that of now.

    >>> difference(5e6, 1e7, "USD"), difference(0.35, 0.4, "1")
    ('−$5.00 M, −50.0%', '−5.00 points, −12.5%')
    """
    if value == now:
        return "the same"
    by, sign = value - now, "+" if value > now else ""
    points = unit == "1"
    far = f"{display.quantity(by * 100)} points" if points else display.quantity(by, unit)
    return f"{sign}{far}, {sign}{display.quantity(by / abs(now), '1')}" if now else f"{sign}{far}"


def name(number: int) -> str:
    """What a pinned scenario is called; they are counted from 0."""
    return f"Pinned {number + 1}"


def _fault(state: FormState) -> str:
    """The sentence for why there are no results."""
    for entry in state.entries.values():
        if entry.error:
            return f"{in_sentence(entry.field.label)}: {entry.error}"
    return state.problem
