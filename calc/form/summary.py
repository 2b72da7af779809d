"""Inputs and results in a few words each: “corpus 20T”, “Rent $5.00M, GPU time 2.50M hours.”"""

from collections.abc import Collection, Iterable

from calc import words
from calc.form import dates, display, shown_of
from calc.form.fields import Choice, LongText
from calc.form.line_fields import Date
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.form.sentences import capital, ended, in_sentence
from calc.form.state import Entry, FormState
from calc.form.unit_styles import style
from calc.units import Unknown


def of_input(entry: Entry) -> str:
    """An input in a few words: “corpus 20T”."""
    said, label = words.current(), in_sentence(entry.field.label)
    match entry.field:
        case _ if isinstance(entry.value, Unknown):
            return said.label_not_published.format(label=label)
        case _ if entry.value is None:
            return f"{label} {said.none}"
        case Choice() as choice:
            chosen = choice.option(entry.value).label
            return chosen if choice.preset else f"{label} {chosen}"
        case Number() as number:
            return f"{label} {_number(number, entry)}"
        case LongText():
            return (said.as_pasted if entry.changed else said.as_it_starts).format(label=label)
        case Date():
            return f"{label} {dates.shown(entry.value)}"
    return f"{label} {entry.text or said.empty}"


def _number(field: Number, entry: Entry) -> str:
    """As in its field, or as results are shown if that is shorter and means the same: “80.0 GB”."""
    text = words.current().amount(style(field.unit).before, entry.text)
    shown = "" if entry.error or entry.range else display.prefixed(entry.value, field.unit)
    return shown if shown and len(shown) < len(text) else text


def of_inputs(entries: Iterable[Entry]) -> str:
    """The inputs as one line of HTML, because reader modes show text and leave out controls."""
    inputs = escape(", ".join(map(of_input, entries)))
    return ended(words.current().for_inputs.format(inputs=inputs))


def of_results(state: FormState, shown: Collection[str]) -> str:
    """The results in one short sentence for screen readers: those that the calculator announces.

    If the page shows none of these, the first two that it shows.
    """
    rows = state.calculator.results
    names = [name for name in state.calculator.announced if name in shown]
    names = names or [name for name in rows if name in shown and rows[name].single][:2]
    parts = []
    for name in names:
        value = getattr(state.result, name)
        unknown = isinstance(value, Unknown)
        text = words.current().unknown if unknown else shown_of.text(state, rows[name])
        parts.append(f"{in_sentence(rows[name].label)} {text}")
    return ended(capital(", ".join(parts))) if parts else ""
