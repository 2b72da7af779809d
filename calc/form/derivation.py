"""How a result came about: its formula in words and with its numbers, and where that is from."""

from dataclasses import dataclass
from typing import Any

from calc.form import display
from calc.form.number_field import Number
from calc.form.sentences import in_sentence
from calc.form.state import FormState
from calc.form.table import Result
from calc.units import Unknown


@dataclass(frozen=True, kw_only=True)
class Work:
    """The step to one result."""

    template: str
    """The formula, with the names of its terms in braces."""
    words: dict[str, str]
    """The terms as people call them."""
    numbers: dict[str, str]
    source: str
    """Whoever says so; "" where it says itself."""
    address: str
    """Where to read that; "" where it is not on the web."""


def work(row: Result, state: FormState) -> Work | None:
    """The step to a result; None where there is no formula, or an unknown in it."""
    if row.formula is None:
        return None
    terms = {name: _term(name, state) for name in row.uses}
    if any(isinstance(value, Unknown) for _, value, _ in terms.values()):
        return None
    words, _, address = row.formula.source.rpartition(", https://")
    return Work(
        template=row.formula.template,
        words={name: in_sentence(label) for name, (label, _, _) in terms.items()},
        numbers={name: display.quantity(value, unit) for name, (_, value, unit) in terms.items()},
        source=words or row.formula.source,
        address=f"https://{address}" if words else "",
    )


def _term(name: str, state: FormState) -> tuple[str, Any, str]:
    """A parameter or a result in a formula: its label, its value, its unit."""
    if name in state.entries:
        field = state.entries[name].field
        unit = field.unit if isinstance(field, Number) else ""
        return field.label, state.entries[name].value, unit
    row = state.calculator.results[name]
    return row.label, getattr(state.result, name), row.unit
