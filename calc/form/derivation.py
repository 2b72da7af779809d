"""How a result is computed: its formula in words and in numbers, with its source."""

from dataclasses import dataclass
from typing import Any

from calc.form import display
from calc.form.number_field import Number
from calc.form.sentences import in_sentence
from calc.form.state import FormState
from calc.form.table import Result
from calc.units import Unknown


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """The formula of one result."""

    template: str
    """The formula with the names of its terms in braces."""
    words: dict[str, str]
    """The label of each term."""
    numbers: dict[str, str]
    """The shown value of each term."""
    source: str
    """"" for a formula that needs none."""
    address: str
    """The URL of the source; "" if it has none."""


def derive(row: Result, state: FormState) -> Derivation | None:
    """The derivation of a result; None if it has no formula or a term is unknown."""
    if row.formula is None:
        return None
    terms = {name: _term(name, state) for name in row.uses}
    if any(isinstance(value, Unknown) for _, value, _ in terms.values()):
        return None
    words, _, address = row.formula.source.rpartition(", https://")
    return Derivation(
        template=row.formula.template,
        words={name: in_sentence(label) for name, (label, _, _) in terms.items()},
        numbers={name: display.quantity(value, unit) for name, (_, value, unit) in terms.items()},
        source=words or row.formula.source,
        address=f"https://{address}" if words else "",
    )


def _term(name: str, state: FormState) -> tuple[str, Any, str]:
    """Label, value and unit of a parameter or result in a formula."""
    if name in state.entries:
        field = state.entries[name].field
        unit = field.unit if isinstance(field, Number) else ""
        return field.label, state.entries[name].value, unit
    row = state.calculator.results[name]
    return row.label, getattr(state.result, name), row.unit
