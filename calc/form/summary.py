"""Inputs and results in a few words each: “corpus 20T”, “Rent $5.00 M, GPU time 2.50 M hours.”"""

from collections.abc import Collection, Iterable

from calc.form import display
from calc.form.fields import Choice, LongText
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.form.sentences import capital, in_sentence
from calc.form.state import Entry, FormState
from calc.form.unit_styles import style
from calc.units import Unknown


def of_input(entry: Entry) -> str:
    """An input in a few words: “corpus 20T”."""
    label = in_sentence(entry.field.label)
    match entry.field:
        case _ if isinstance(entry.value, Unknown):
            return f"{label} not published"
        case Choice() as choice:
            chosen = choice.option(entry.value).label
            return chosen if choice.preset else f"{label} {chosen}"
        case Number() as number:
            return f"{label} {style(number.unit).before}{entry.text}"
        case LongText():
            return f"{label} {'as pasted' if entry.changed else 'as it starts'}"
    return f"{label} {entry.text}"


def of_inputs(entries: Iterable[Entry]) -> str:
    """The inputs as one line of HTML, because reader modes show text and leave out controls."""
    return f"For {escape(', '.join(map(of_input, entries)))}."


def of_results(state: FormState, shown: Collection[str]) -> str:
    """The results in one short sentence for screen readers: those that the calculator announces.

    If the page shows none of these, the first two that it shows.
    """
    rows = state.calculator.results
    names = [name for name in state.calculator.announced if name in shown]
    names = names or [name for name in rows if name in shown and not rows[name].chart][:2]
    parts = []
    for name in names:
        value = getattr(state.result, name)
        unknown = isinstance(value, Unknown)
        number = "unknown" if unknown else display.quantity(value, rows[name].unit)
        parts.append(f"{in_sentence(rows[name].label)} {number}")
    return capital(", ".join(parts)) + "."
