"""Inputs in a few words: “corpus 20T”."""

from collections.abc import Iterable

from calc.form.fields import Choice, LongText
from calc.form.markup import escape
from calc.form.number_field import Number
from calc.form.reading import Entry
from calc.form.sentences import in_words
from calc.form.unit_styles import style
from calc.units import Unknown


def words(entry: Entry) -> str:
    """An input in a few words: “corpus 20T”."""
    label = in_words(entry.field.label)
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


def line(entries: Iterable[Entry]) -> str:
    """What the results are for: reader modes show text and leave out what controls hold."""
    return f"For {escape(', '.join(map(words, entries)))}."
